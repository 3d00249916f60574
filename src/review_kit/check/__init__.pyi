from .document import CheckFailedError as CheckFailedError
from .document import Subject as Subject
from .document import check_document as check_document
from .finding import Finding as Finding
from .people import People as People
from .people import read_people as read_people
