from .read import Snapshot as Snapshot
from .write import write_snapshot as write_snapshot
