from wir_portal.pages.models.feedback import Feedback
from wir_portal.pages.models.news_item import NewsItem
from wir_portal.pages.models.question import Question

__all__ = ["Feedback", "NewsItem", "Question"]
