"""The dialogs: what is asked, shown or changed on top of a place."""
