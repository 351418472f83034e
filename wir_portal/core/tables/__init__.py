"""Tables out of files and into files: CSV and XLSX as German offices write and read them (ADR 0011)."""
