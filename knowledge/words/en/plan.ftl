# What may be run today, and why not more.

plan-headline-run = You may run up to { NUMBER($distance_km, maximumFractionDigits: 1) } km today
plan-headline-rest = No run today

## Caps
plan-cap-share-of-week = Your week holds { NUMBER($week_km, maximumFractionDigits: 1) } km for now, shared over { $runs } runs.
plan-cap-room-in-week = Of the { NUMBER($week_km, maximumFractionDigits: 1) } km for seven days, { NUMBER($done_km, maximumFractionDigits: 1) } km are already run, which leaves { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-single-run = Your longest run of the last 30 days that went well was { NUMBER($longest_km, maximumFractionDigits: 1) } km. A single run stays within { NUMBER($limit_km, maximumFractionDigits: 1) } km, a tenth more.
plan-cap-after-pause = After this break the way starts again at { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-no-recent-runs = There are too few recent runs that went well to count from, so a run stays within { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-repeat = The last run was at the edge of what is fine. Repeat it, { NUMBER($limit_km, maximumFractionDigits: 1) } km, and not more.
plan-cap-progress-held = The knee is not getting better as it should, so nothing grows until a professional has looked at it: no run beyond the { NUMBER($limit_km, maximumFractionDigits: 1) } km of late.
plan-cap-after-red-run = A recent run was too much for the knee, so the next ones are shorter: { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-below-onset = Pain is expected from about { NUMBER($onset_km, maximumFractionDigits: 1) } km on. Every run ends before that, at { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-below-onset-assumed = Nobody has said yet where the pain begins. Until then { NUMBER($onset_km, maximumFractionDigits: 1) } km is assumed, and a run ends at { NUMBER($limit_km, maximumFractionDigits: 1) } km.
plan-cap-session = Runs start at { NUMBER($restart_percent, maximumFractionDigits: 0) } % of the distance where pain begins and grow by { NUMBER($growth_percent, maximumFractionDigits: 0) } % after each painless one: { NUMBER($limit_km, maximumFractionDigits: 1) } km for now.
plan-cap-step-back = After a setback everything is { NUMBER($step_percent, maximumFractionDigits: 0) } % shorter for { $days } days: { NUMBER($limit_km, maximumFractionDigits: 1) } km.

## Why there is no run today
plan-rest-no-way-back = There is no plan for this knee here. A professional can look at it and make one.
plan-rest-after-setback = The { $side ->
    [left] left
   *[right] right
 } knee needs a rest: { $cause }. Running can be looked at again on { $until }.
plan-setback-swelling = it was swollen on { $date }
plan-setback-ceiling = the pain reached { $score } of 10 on { $date }
plan-setback-morning = the morning of { $date } was at { $score } of 10, and { $usual } is usual
plan-setback-settled = after { $date } it took longer than a day to settle
plan-setback-band = it hurt on the run of { $date }
plan-rest-gate = For the { $side ->
    [left] left
   *[right] right
 } knee this is still open before running: { $criterion }
plan-rest-ran-today = You have already run today.
plan-rest-ran-yesterday = You ran yesterday, and a day between runs lets the knee answer.
plan-rest-not-a-run-day = Today is not one of your running days.
plan-rest-week-is-full = The distance for these seven days is used up.

## The run
plan-stop-at-first-pain = Stop and walk home as soon as the outer knee starts to hurt at all, and note the distance.
plan-stop-above-ceiling = Up to { $pain_nprs } of 10 is fine. Above that, stop and walk home.
plan-ground-flat-centre = Flat ground only, no downhill. Choose a path without a sideways slope and run in its middle, and where there is traffic, safety comes first.
plan-ground-flat = Flat ground only: no downhill, no stair training, no hard efforts.
plan-ground-on-the-way = Mostly flat. A gentle descent on the way is fine, hill training comes later.
plan-ground-any = Any ground. Bring hills and speed back a little at a time.

## Days
plan-day-run = Run, up to { NUMBER($distance_km, maximumFractionDigits: 1) } km
plan-day-run-if-quiet = Run, up to { NUMBER($distance_km, maximumFractionDigits: 1) } km, if the knee has been quiet until then
plan-day-rest = No run

## Stages
plan-stage-rest = The { $side ->
    [left] left
   *[right] right
 } knee is not ready for running yet.
plan-stage-reduced = The { $side ->
    [left] left
   *[right] right
 } knee is ready for short, easy, flat runs.
plan-stage-building = The distance for the { $side ->
    [left] left
   *[right] right
 } knee may grow step by step.
plan-stage-full = The { $side ->
    [left] left
   *[right] right
 } knee is ready for full training.

## What the gates ask for
plan-criterion-pfps-pain-under-ceiling = Pain of the last days stays below { $needed } of 10.
plan-criterion-pfps-rested = { $needed } rest days after a setback.
plan-criterion-pfps-held = { $needed } weeks at the reduced distance.
plan-criterion-pfps-pain-free-weeks = { $needed } painless weeks in a row, with an answer in the diary at least every second day.
plan-criterion-pfps-stairs = Stairs without pain over the last week.
plan-criterion-pfps-daily-life = Sitting and squatting without pain over the last week.
plan-criterion-pfps-single-leg-squat = A painless squat on this leg to { $needed } degrees.
plan-criterion-pfps-no-valgus = The knee moves clearly inward in at most { $needed } of five squats on this leg.
plan-criterion-pfps-calf-raises = { $needed } painless calf raises on this leg.
plan-criterion-pfps-flat-weeks = { $needed } weeks of painless running on the flat.
plan-criterion-itbs-rested = { $needed } rest days after a setback.
plan-criterion-itbs-single-leg-squat = A painless squat on this leg to { $needed } degrees.
plan-criterion-itbs-no-hip-drop = In five squats on this leg the other hip does not drop.
plan-criterion-itbs-walk-downhill = Walking downhill without pain.
plan-criterion-itbs-stairs-down = Going down stairs without pain over the last week.
plan-criterion-itbs-restart-runs = { $needed ->
    [one] A first short run without pain, with a quiet morning after.
   *[other] { $needed } short runs without pain, with quiet mornings after.
 }
plan-criterion-itbs-flat-weeks = { $needed } weeks of painless running on the flat.

## The course
plan-course-severe = Pain of { $pain_nprs } of 10 in the last week is a lot. Please have the knee looked at before you run.
plan-course-rising = The pain has risen two weeks in a row, from { $from_nprs } to { $to_nprs } of 10. Please have the knee looked at.
plan-course-two-flares = Two setbacks within { $days } days. That happens, and it is a good moment to have the knee looked at.
plan-course-no-improvement = After { $weeks } weeks the pain has gone from { NUMBER($before_nprs, maximumFractionDigits: 1) } to { NUMBER($now_nprs, maximumFractionDigits: 1) } of 10. A change of { NUMBER($needed_nprs, maximumFractionDigits: 1) } would be a clear one. Please have the knee looked at.

## Other sports

## Worth writing down
plan-log-runs = Add your runs of the last weeks, or say how far you run in a usual week. Until then the plan starts very short.
plan-log-onset = Note the distance at which the outer knee begins to hurt.
plan-log-diary = Note how the knee is, also when it is fine. Days without a note cannot count as painless.

## Downhill repetitions
plan-downhill-repetitions = Within the run of { $date }: { $sets ->
    [one] one set
   *[other] { $sets } sets
 } of { $reps ->
    [one] one repetition
   *[other] { $reps } repetitions
 } down { $each_m } m of height, walking back up, { $descent_m } m down at most in all. A very small hill is enough. Stop above { $pain_nprs } of 10.
plan-downhill-how-high = The run of { $date } may go down { $descent_m } m in all, in repetitions on any small hill. Say how high your hill is, and they are counted out.

## What a plan changes
plan-lever-volume = Distance: { NUMBER($week_km, maximumFractionDigits: 1) } km in any seven days, counted from a usual week of { NUMBER($usual_km, maximumFractionDigits: 1) } km.
plan-lever-volume-unknown = Distance: { NUMBER($week_km, maximumFractionDigits: 1) } km in any seven days. What a usual week was is not known.
plan-lever-hills-none = Hills: none for now, and no stairs as training.
plan-lever-hills-on-the-way = Hills: what lies on the way, not as training.
plan-lever-hills-allowed = Hills: allowed again, a little at a time.
plan-lever-pace-easy = Pace: easy only, no speed work and no races.
plan-lever-pace-any = Pace: speed work is allowed again, a little at a time.
plan-lever-step-rate = Step rate: shorter, quicker steps at the same pace are worth a try, counted from your own.

## A training plan that was cut
plan-cut-level-borne = The longest run of the last { $days } days without significant pain was { NUMBER($km, maximumFractionDigits: 1) } km.
plan-cut-level-shortest = Every run of the last { $days } days was too much for the knee, so the shortest of them counts: { NUMBER($km, maximumFractionDigits: 1) } km.
plan-cut-questions-open = { $n ->
    [one] One question is open before anything is planned.
   *[other] { $n } questions are open before anything is planned.
 } Answer with trochlea assess or on the page of questions.
plan-cut-not-yet = Running is not open yet on this day.
plan-cut-day-between = A day without a run lies between two runs, and your days leave no room for more of them.
plan-cut-hold = For { $weeks } weeks no run is longer than the level the knee bears: { NUMBER($km, maximumFractionDigits: 2) } km.
plan-cut-rebuild = From the level of { NUMBER($level_km, maximumFractionDigits: 1) } km runs grow by at most { NUMBER($growth_percent, maximumFractionDigits: 0) } % a week: { NUMBER($km, maximumFractionDigits: 1) } km on this day.
plan-cut-single-run = The longest run of the { $days } days before is { NUMBER($longest_km, maximumFractionDigits: 1) } km. A run stays within a tenth more, { NUMBER($km, maximumFractionDigits: 1) } km.
plan-cut-onset = Pain is expected from about { NUMBER($onset_km, maximumFractionDigits: 1) } km on, so every run ends before, at { NUMBER($km, maximumFractionDigits: 1) } km.
plan-cut-week = Seven days hold { NUMBER($week_km, maximumFractionDigits: 1) } km by then. { NUMBER($done_km, maximumFractionDigits: 1) } km of them are used, which leaves { NUMBER($km, maximumFractionDigits: 1) } km.
plan-cut-unknown = The plan does not say how far this is. It stays in, within { NUMBER($km, maximumFractionDigits: 1) } km, and out of the sums.
plan-cut-no-speed = No speed work yet: run it easy.
plan-cut-no-speed-before = No speed work before { $from }: run it easy.
plan-cut-no-hills = No hills yet: run it easy and flat.
plan-cut-no-hills-before = No hills before { $from }: run it easy and flat.
plan-cut-no-race = No race yet: run it easy, if at all.
plan-cut-no-race-before = No race before { $from }: run it easy, if at all.
plan-cut-strength = Strength work while the level is held.
plan-cut-note-past = { $n ->
    [one] One session before today is left out.
   *[other] { $n } sessions before today are left out.
 }
plan-cut-note-placed = Workout files hold no day. Their sessions stand on the next free days, in the order they were given.
plan-cut-note-speed = Times became distances at your usual speed of the last weeks, { NUMBER($min_per_km, maximumFractionDigits: 1) } minutes a kilometre.
plan-cut-note-no-speed = Your usual speed is not known, so sessions given in minutes stay without a distance. Add your recordings to change that.
plan-cut-note-held = The knee is not getting better as it should, so nothing grows until a professional has looked at it.
plan-cut-note-no-running-yet = Something other than time stands before running. Until it is met every run is replaced.
plan-cut-note-conditional = Every day after today holds only if the knee stays quiet until then. After a setback, cut the plan again.
plan-cut-note-waits-for = Before hills, speed and races: { $criterion }

plan-cut-activity-run = Run
plan-cut-activity-easy-run = Easy run on the flat
plan-cut-activity-cross-training = Other sport that the knee bears
plan-cut-activity-strength = Strength work
plan-cut-activity-rest = Rest
