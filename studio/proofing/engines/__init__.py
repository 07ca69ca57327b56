"""Adapters, one for each heavy or foreign engine; nothing else imports these libraries."""
