"""Pictures: what metrics look like. Only figures and render know of colour."""
