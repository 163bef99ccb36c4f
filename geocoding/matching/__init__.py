"""From a question to an answer: where the place must lie, what its name may mean, which of these is likeliest."""
