"""Files on their way into the desk, a pane a step: file → columns → effect. What is decided lies in `import_draft`."""
