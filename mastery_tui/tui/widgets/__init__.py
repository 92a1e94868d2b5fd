"""The widgets of the app that Textual does not have: attributes go down to them, messages come up."""
