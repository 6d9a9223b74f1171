# Where a load stands on less than was measured.
load-speed-outside-range = No study measured this speed. The figure is the one for { NUMBER($at_m_per_s, maximumFractionDigits: 1) } m/s.
load-step-rate-outside-range = No study changed the step rate this far. The figure is the one for { NUMBER($at_percent, maximumFractionDigits: 0) } percent.
load-steeper-downhill = Steeper downhill than { NUMBER($edge_percent, maximumFractionDigits: 1) } percent nobody measured. The figure is carried on, with a wide interval.
load-steeper-uphill = Steeper uphill than { NUMBER($edge_percent, maximumFractionDigits: 1) } percent nobody measured. The figure stays where it was, with a wide interval.
load-outside-range = { NUMBER($percent, maximumFractionDigits: 0) } percent of the steps were at speeds, slopes or step rates that no study measured. For them the figure is less certain.
load-step-rate-assumed = The step rate was not recorded for { NUMBER($percent, maximumFractionDigits: 0) } percent of the steps. The usual one of other runners stands in for it.
load-ground-unknown = The recording has no usable altitude, so the ground is taken as level.

# What the exposure of the outer thigh's band is: a rank.
load-iliotibial-note = This is a rank, not a force: it counts minutes downhill and slow running, which are known to bother the band. How narrow your steps are, no watch knows.
load-iliotibial-low = Low
load-iliotibial-raised = Raised
load-iliotibial-high = High

# Tasks that are compared with running.
load-task-walk = Kilometres of walking
load-task-stairs-up = Flights of stairs up
load-task-stairs-down = Flights of stairs down
load-task-squat = Squats, half way
load-task-deep-squat = Deep squats
load-task-deep-squat-rise = Going down on the heels and up again
load-task-bulgarian-squat = Squats with one foot behind on a bench
load-task-lunge = Lunges
load-task-single-leg-squat = Squats on one leg
load-task-single-leg-decline-squat = Squats on one leg on a slope
load-task-wall-squat = Squats against a wall
load-task-countermovement-jump = Jumps from standing
load-task-drop-jump = Jumps down from a step and up
load-task-forward-hop = Hops as far as possible on one leg
load-task-fast-forward-hop = Quick hops on one leg
load-task-hopping = Hops on the spot
load-task-cycling = Minutes of easy cycling
load-task-pool-running = Minutes of running in deep water
load-task-swimming = Minutes of swimming
load-task-rowing = Minutes of rowing
load-task-elliptical = Minutes on an elliptical trainer
load-task-warm-up = Minutes of warm-up before a run
load-task-cool-down = Minutes of cool-down after a run

# What could have been otherwise.
load-what-if-step-rate = { NUMBER($percent, maximumFractionDigits: 0) } percent more steps at the same speed
load-what-if-faster = { NUMBER($percent, maximumFractionDigits: 0) } percent faster
load-what-if-slower = { NUMBER($percent, maximumFractionDigits: 0) } percent slower
load-what-if-level = The same run on level ground
load-what-if-run-walk = { NUMBER($run_min, maximumFractionDigits: 0) } minutes running and { NUMBER($walk_min, maximumFractionDigits: 0) } walking in turn

# A planned route, done otherwise.
load-route-shorter = Only the first { NUMBER($limit_km, maximumFractionDigits: 1) } km, which is today's limit
load-route-slower-downhill = { NUMBER($percent, maximumFractionDigits: 0) } percent slower where it goes down
load-route-walked-downhill = Walked where it goes down

load-no-figure = There is no published figure for this, so it is listed and not added up.
