# What is done in each part of an exercise's tempo.
figure-tempo-up = up
figure-tempo-up-again = up again
figure-tempo-hold = hold
figure-tempo-lower = lower slowly
figure-tempo-down = lower slowly
figure-tempo-open = open
figure-tempo-close = close slowly
figure-tempo-into = into it
figure-tempo-out = out of it
figure-tempo-there = there
figure-tempo-back = back
figure-tempo-there-slowly = slowly there
figure-tempo-back-slowly = slowly back
figure-tempo-step = step
