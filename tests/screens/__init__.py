"""Pictures of every screen in every state it has, each put to axe-core. ``make screens``.

``tour.py`` says which screens there are; ``docs/screens/`` keeps the current pictures.
"""
