//! What the runner reports, and the red flags that no estimate can soften.
