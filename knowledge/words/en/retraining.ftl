# Running with shorter, quicker steps.

retraining-not-running = For when running is allowed again. Strength work comes first.
retraining-no-own-rate = Your own step rate is not known yet: it takes { $runs } runs of the last weeks with a watch that counts steps. Without it there is no target, as a number from a table would not be yours.
retraining-offered = You run at about { $own_spm } steps a minute. A little quicker, with shorter steps, is worth a try. It is an option, not a must.
retraining-under-way = Under way. Held against the { $own_spm } steps a minute you ran before.
retraining-stopped = A run hurt more than before. Go back to the steps you are used to. When it is quiet again you can start anew.
retraining-done = The course is over. Run as it comes, and look now and then at your steps a minute.

retraining-band = Some texts name { $low_spm } to { $high_spm } steps a minute for everybody, as long as it is comfortable. It sets no target here.
retraining-band-below = Some texts name { $low_spm } to { $high_spm } steps a minute for everybody, as long as it is comfortable. Yours is below, which is no fault: legs and pace differ. It sets no target here.
retraining-band-within = Some texts name { $low_spm } to { $high_spm } steps a minute for everybody, as long as it is comfortable. Yours is within. It sets no target here.
retraining-band-above = Some texts name { $low_spm } to { $high_spm } steps a minute for everybody, as long as it is comfortable. Yours is above. It sets no target here.

retraining-cue-posture = Run tall, as if a string drew the top of your head up.
retraining-cue-core = Keep the trunk firm, and go on breathing.
retraining-cue-overstride = Let the foot land under you, not out in front.
retraining-cue-step-rate = Take shorter, quicker steps at the same pace.
retraining-cue-midfoot = Land on the middle of the foot.
retraining-cue-contested = The texts do not agree on this one, so it is not among your cues. It puts more on the calf and the Achilles tendon. Talk it over with a professional first, and begin with a few minutes.

retraining-fix-structural = Strength at the side of the hip is the structural fix: it holds the pelvis level. It takes weeks.
retraining-fix-mechanical = A quicker step is the mechanical fix: the knee bends less at each landing. It works at once, while you do it.

retraining-stop-rule = If the knee, the calf or the shin hurts more than it did before you began, go back to your usual steps for the rest of the run and write it down.
retraining-course = { $sessions } runs in about { $weeks } weeks, the beat on at first and then less and less. Trials had { $sessions_from } to { $sessions_to } sessions over { $weeks_from } to { $weeks_to } weeks, { $late_from_min } to { $late_to_min } minutes each by the end, { $total_from_min } to { $total_to_min } in all. The limit of each day stands above that.

retraining-kept = { $within } of { $runs } recorded runs lay within the target, which is { $percent } percent of their time.
retraining-kept-unknown = No run since the start has a measured step rate.

retraining-effect = Whether it lessens pain is not settled.
retraining-evidence-less-at-the-knee = The knee took up less at each step at 5 and at 10 percent more steps a minute.
retraining-evidence-at-once = About a third had at least one point less pain at once at 10 percent more.
retraining-evidence-little-known-about-pain = Over weeks the evidence for less pain is very limited. Running felt harder and less natural at first.
retraining-evidence-no-more-than-education = Added to good advice about training it changed no more than the advice alone.
