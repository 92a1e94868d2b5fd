"""A cycle as one HTML page: no scripts, nothing from elsewhere, made to be printed."""

from .page import html as html
