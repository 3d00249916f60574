from .brand import Brand as Brand
from .renderer import Rendered as Rendered
from .renderer import Renderer as Renderer
