"""How well the rule book finds planted errors, and how seldom it cries wolf."""
