"""Uploaded files stay in memory, and only as much of them as anybody may send."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from wir_portal.core.tables.sheet import MOST_BYTES


class SmallFiles(FileUploadHandler):
    """Keeps one byte more than allowed, so that the form sees that the file is too large, and drops the rest."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MOST_BYTES + 1 - self.kept.tell()
        self.kept.write(raw_data[: max(room, 0)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=len(self.kept.getvalue()),
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
