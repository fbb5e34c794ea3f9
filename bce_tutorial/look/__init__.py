"""What figures, explorables, quizzes and reports look like: colours, SVG and HTML."""
