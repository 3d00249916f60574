from .canonical import CanonicalColumn as CanonicalColumn
from .profiles.files import available_profiles as available_profiles
from .profiles.files import load_profile as load_profile
from .profiles.language import Profile as Profile
from .staged import InputFile as InputFile
from .staged import StagedTable as StagedTable
from .staging import stage as stage
