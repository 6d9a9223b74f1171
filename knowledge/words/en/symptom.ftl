# What the red flags ask and say. Plain and calm; what to do comes before why.

## Who can be asked. They stand inside a sentence.
who-emergency_department = an emergency department
who-general_practitioner = your general practice
who-physiotherapist = a physiotherapist or sports doctor
who-midwife = your midwife or doctor
who-treating_team = the team that treats you
who-family = somebody who knows you well

## What to do, by when, and until then. $who is one of the above, $within_h a number of hours.
flag-do-emergency = Have this looked at in an emergency department, now.
flag-do-urgent = Have this looked at by { $who }.
flag-do-routine = Ask { $who } to look at this before you go on.
flag-by-now = Now. Call the emergency number or go straight there.
flag-by-hours = { $within_h ->
    [8] Today
    [24] Within one day
    [48] Within two days
    [168] Within one week
    [336] Within two weeks
   *[other] Within { $within_h } hours
  }
flag-by-routine = With the next free appointment
flag-until-go_now = Don't run and don't wait for the morning. Leave the leg as it is.
flag-until-no_weight = Don't run. Keep your weight off the leg as far as you can.
flag-until-rest = Don't run, and leave strength work out. Walk only as far as it allows.
flag-until-no_running = Don't run. Strength work that does not hurt may go on.
flag-until-no_more = No more than now: the same runs or less. Strength work may go on.

## After a second "don't know".
item-who-can-answer = This can be found out by { $who }. Until then it stays open.

## The questions, in the order of asking. -told is what "yes" means, as a clause.
item-age-question = How old are you, in whole years?
item-age-why = Some causes of knee pain belong to one age only, and growing knees need a person, not a plan made by rules.
item-age-check = Your date of birth is enough: count the birthdays you have had.

item-pregnant-question = Are you pregnant?
item-pregnant-why = In pregnancy a midwife or doctor should shape a running plan, so none is made here.
item-pregnant-told = you are pregnant
item-pregnant-check = A home test, or your midwife, can tell. Until then the question stays open.

item-chest_pain_or_breathless-question = Do you have chest pain, or are you short of breath without having exercised?
item-chest_pain_or_breathless-why = Together with a sore leg this may be more than a knee.
item-chest_pain_or_breathless-told = you have chest pain or are short of breath
item-chest_pain_or_breathless-check = Sit still for five minutes. Can you speak a whole sentence without stopping for air, and does your chest feel as always?

item-hot_red_swollen-question = Is the knee hot, red or newly swollen?
item-hot_red_swollen-why = An infected or inflamed joint looks like this, also without fever.
item-hot_red_swollen-told = the knee is hot, red or newly swollen
item-hot_red_swollen-check = Lay the back of your hand on both knees, one after the other. Is one warmer? Look at the dimples beside both kneecaps: are they gone on one side?

item-fever_or_unwell-question = Do you have a fever or shivers, or do you feel ill?
item-fever_or_unwell-why = Feeling ill changes what a sore knee can mean.
item-fever_or_unwell-told = you have a fever or feel ill
item-fever_or_unwell-check = Take your temperature. 38 degrees or more is a fever.

item-procedure_or_wound-question = In the weeks before, was there an injection, an operation or a skin wound at this knee?
item-procedure_or_wound-why = Germs can enter that way.
item-procedure_or_wound-told = there was an injection, an operation or a wound at the knee
item-procedure_or_wound-check = Look for a scar, a graze or a scab, and look up your last appointments.

item-prosthesis-question = Is there an artificial part in this knee?
item-prosthesis-why = A knee with an artificial part is looked after by its own rules.
item-prosthesis-told = there is an artificial part in the knee
item-prosthesis-check = Look for a long scar over the front of the knee, and look up your hospital letters.

item-skin_infection-question = Is the skin over that knee red, weeping or sore?
item-skin_infection-why = An infection of the skin can reach an artificial joint.
item-skin_infection-told = the skin over the artificial joint is red, weeping or sore
item-skin_infection-check = Look at the skin in good light, and feel whether it is warm.

item-calf_swollen_or_tender-question = Is the calf swollen, or sore when you press it?
item-calf_swollen_or_tender-why = A clot in a vein can feel like a sore calf or knee.
item-calf_swollen_or_tender-told = the calf is swollen or sore to press
item-calf_swollen_or_tender-check = Sit with the knee bent and the foot flat. Press the middle of both calves with your thumb. Does one hurt more, or look thicker?

item-leg_swollen-question = Is the whole leg swollen?
item-leg_swollen-why = A leg that swells as a whole may have a blocked vein.
item-leg_swollen-told = the whole leg is swollen
item-leg_swollen-check = Compare both legs from ankle to thigh: sock marks, ankle bones, how tight your trousers sit.

item-bedridden_or_surgery-question = Did you have to stay in bed for three days or more lately, or have a major operation in the last twelve weeks?
item-bedridden_or_surgery-why = Both make clots in a vein likelier.
item-bedridden_or_surgery-told = you were in bed for days or had an operation lately
item-bedridden_or_surgery-check = Look up the dates of the last twelve weeks in your calendar.

item-previous_clot-question = Have you ever had a blood clot in a leg or lung?
item-previous_clot-why = A clot makes another one likelier.
item-previous_clot-told = you have had a blood clot before
item-previous_clot-check = Look for a letter from back then, or for a time when you took blood thinners.

item-cancer_ever-question = Have you ever had cancer?
item-cancer_ever-why = It changes how carefully a sore bone or leg is looked at.
item-cancer_ever-told = there is a cancer in your history
item-cancer_ever-check = Your practice has it in your records.

item-cancer_active-question = Has the cancer been treated in the last six months, or is it still there?
item-cancer_active-why = A cancer that is being treated makes clots likelier.
item-cancer_active-told = the cancer is being treated or was until lately
item-cancer_active-check = Look up the date of your last treatment.

item-leg_immobilised-question = Is or was this leg in plaster or a splint lately, or is it paralysed or weak?
item-leg_immobilised-why = A leg that does not move makes clots likelier.
item-leg_immobilised-told = the leg was held still, or is paralysed or weak
item-leg_immobilised-check = Think of the last four weeks: was there a plaster, a boot or a splint?

item-deep_vein_tender-question = Does it hurt along the inside of the thigh or the back of the calf when you press there?
item-deep_vein_tender-why = That is where the deep veins run.
item-deep_vein_tender-told = it hurts to press along the deep veins
item-deep_vein_tender-check = Press with flat fingers from the groin down the inside of the thigh, then down the middle of the calf.

item-calf_three_cm_larger-question = Is this calf more than three centimetres larger around than the other?
item-calf_three_cm_larger-why = So much of a difference is a sign of its own.
item-calf_three_cm_larger-told = the calf is more than three centimetres larger than the other
item-calf_three_cm_larger-check = Measure both calves with a tape ten centimetres below the bump under the kneecap.

item-pitting_swelling-question = Does a dent stay when you press the shin of this leg for some seconds?
item-pitting_swelling-why = Water in one leg alone has a reason.
item-pitting_swelling-told = a dent stays when the shin is pressed
item-pitting_swelling-check = Press a thumb on the shin for ten seconds and let go. Do the same on the other leg.

item-surface_veins-question = Can you see new surface veins on this leg that are not varicose veins?
item-surface_veins-why = Blood looks for another way when a deep vein is closed.
item-surface_veins-told = new veins show under the skin
item-surface_veins-check = Look at both legs standing, in good light.

item-tight_leg_severe_pain-question = Is the lower leg hard and tight, with pain far stronger than you would expect, worse when the toes are moved?
item-tight_leg_severe_pain-why = Pressure in the leg can harm muscle and nerve within hours.
item-tight_leg_severe_pain-told = the lower leg is tight and hurts far more than you would expect
item-tight_leg_severe_pain-check = Let somebody bend and stretch your toes. Is that hard to bear? Does the calf or shin feel like wood?

item-foot_cold_or_numb-question = Is the foot cold, pale or numb now, at rest?
item-foot_cold_or_numb-why = The foot may be short of blood, or a nerve may be trapped.
item-foot_cold_or_numb-told = the foot is cold, pale or numb
item-foot_cold_or_numb-check = Touch both feet. Stroke both soles with a pen. Do they feel the same?

item-foot_drop-question = Can you newly not lift the front of the foot?
item-foot_drop-why = A nerve beside the knee lifts the foot.
item-foot_drop-told = the front of the foot cannot be lifted
item-foot_drop-check = Try to walk some steps on your heels, holding on to something.

item-foot_pale_on_effort-question = Does the foot turn pale or cold when you run or walk fast?
item-foot_pale_on_effort-why = It may get too little blood.
item-foot_pale_on_effort-told = the foot turns pale or cold with effort
item-foot_pale_on_effort-check = Walk fast until the leg hurts, then take off both shoes and compare the feet.

item-saddle_numb_or_bladder-question = Do you have back pain with weak legs, numbness between the legs, or a bladder or bowel that has changed?
item-saddle_numb_or_bladder-why = Nerves in the lower back may be pressed.
item-saddle_numb_or_bladder-told = your legs are weak, it is numb between the legs, or bladder or bowel have changed
item-saddle_numb_or_bladder-check = Does wiping feel as always? Do you notice when you have to go, and can you?

item-cannot_raise_straight_leg-question = Are you unable to lift the leg off the bed with the knee straight?
item-cannot_raise_straight_leg-why = The tendons above and below the kneecap have to hold for that.
item-cannot_raise_straight_leg-told = the leg cannot be lifted with the knee straight
item-cannot_raise_straight_leg-check = Lie on your back, pull the toes towards you, straighten the knee and lift the heel by a hand's width. Pain alone is a reason to say: don't know.

item-cannot_take_four_steps-question = Are you unable to take four steps on this leg, limping or not?
item-cannot_take_four_steps-why = A leg that does not carry you has to be looked at.
item-cannot_take_four_steps-told = the leg does not carry you for four steps
item-cannot_take_four_steps-check = Holding on to something, try four steps. A limp is fine.

item-locks_or_gives_way-question = Does the knee lock, or has it really given way under you?
item-locks_or_gives_way-why = Something may be caught or torn inside. Only feeling unsteady is another matter and does not count here.
item-locks_or_gives_way-told = the knee locks or has given way
item-locks_or_gives_way-check = Locked means stuck in one place for a moment. Given way means that you fell or had to catch yourself.

item-cannot_straighten-question = Are you unable to straighten this knee as far as the other?
item-cannot_straighten-why = A knee that stays bent may be caught from inside.
item-cannot_straighten-told = the knee cannot be straightened
item-cannot_straighten-check = Lie on your back with both heels on a book. Do the backs of both knees sink equally far?

item-acute_trauma-question = Did it start with a fall, a blow or a twist in the last seven days?
item-acute_trauma-why = After an injury there are questions of its own.
item-acute_trauma-told = it started with a fall, a blow or a twist
item-acute_trauma-check = Try to remember the last run before it hurt: was there one moment when it happened?

item-gave_way_pivoting-question = Did the knee twist and give way in that moment, or ever since?
item-gave_way_pivoting-why = A ligament may be torn.
item-gave_way_pivoting-told = the knee twisted and gave way
item-gave_way_pivoting-check = Did you fall, or have to catch yourself, when you turned on this leg?

item-blunt_trauma_or_fall-question = Was it a fall or a blow?
item-blunt_trauma_or_fall-why = A bone may have been hurt.
item-blunt_trauma_or_fall-told = it was a fall or a blow
item-blunt_trauma_or_fall-check = Look for a bruise or a graze.

item-swelled_within_hours-question = Did the knee swell up large within a few hours of the injury?
item-swelled_within_hours-why = That is often blood in the joint.
item-swelled_within_hours-told = the knee swelled up within hours of the injury
item-swelled_within_hours-check = Could you still see the kneecap's outline that evening?

item-deformed_or_dislocated-question = Is the knee or kneecap out of place, or was it?
item-deformed_or_dislocated-why = Nerves and vessels behind the knee may be hurt, even when it slipped back.
item-deformed_or_dislocated-told = the knee or kneecap is or was out of place
item-deformed_or_dislocated-check = Compare the shape of both knees in a mirror.

item-pop_or_gap-question = Did you feel a pop, or can you feel a gap above or below the kneecap?
item-pop_or_gap-why = A tendon may be torn.
item-pop_or_gap-told = there was a pop, or there is a gap beside the kneecap
item-pop_or_gap-check = With the leg stretched out, feel the edge just above and just below both kneecaps.

item-cannot_bend_to_90-question = Are you unable to bend the knee to a right angle?
item-cannot_bend_to_90-why = It is one of the signs that a bone may be hurt.
item-cannot_bend_to_90-told = the knee does not bend to a right angle
item-cannot_bend_to_90-check = Sit on a chair. Can you put the foot flat under the knee?

item-kneecap_tender_after_injury-question = Does only the kneecap itself hurt when you press it?
item-kneecap_tender_after_injury-why = It is one of the signs that a bone may be hurt.
item-kneecap_tender_after_injury-told = the kneecap itself hurts to press
item-kneecap_tender_after_injury-check = Press around the whole knee first, then on the kneecap.

item-fibular_head_tender-question = Does the small round bone on the outside below the knee hurt when you press it?
item-fibular_head_tender-why = It is one of the signs that a bone may be hurt.
item-fibular_head_tender-told = the small round bone outside below the knee hurts to press
item-fibular_head_tender-check = Slide a finger down the outer side from the knee: the first bump is the one.

item-night_or_rest_pain-question = Does it wake you at night, or hurt at rest without a reason, more and more?
item-night_or_rest_pain-why = Bone that hurts at rest has to be looked at.
item-night_or_rest_pain-told = it hurts at night or at rest
item-night_or_rest_pain-check = Lie still for half an hour. Does it ease, or does it go on or rise?

item-lump-question = Is there a lump that grows, sits deep, does not move, or is larger than five centimetres?
item-lump-why = Most lumps are harmless, and somebody has to see it to know.
item-lump-told = there is a lump
item-lump-check = Feel the same place on the other leg. Five centimetres is about a lime.

item-limp_or_stiff_hip-question = Is there a limp, or does the hip turn less on this side?
item-limp_or_stiff_hip-why = In the young a hip can hurt only in the knee.
item-limp_or_stiff_hip-told = there is a limp or a stiff hip
item-limp_or_stiff_hip-check = Sit on the edge of a table and swing both lower legs outwards. Does one go less far?

item-bone_pain_on_a_spot-question = Can you cover the pain with one fingertip on a bone, and does it get worse the longer you run, instead of warming up?
item-bone_pain_on_a_spot-why = That is how a bone tells that it is tired.
item-bone_pain_on_a_spot-told = one spot of bone hurts more the longer you run
item-bone_pain_on_a_spot-check = Press along the shin, the inner edge below the knee and the kneecap. Is one spot much sorer?

item-groin_hip_or_thigh_pain-question = Does the groin, hip or thigh hurt when you stand or walk on this leg?
item-groin_hip_or_thigh_pain-why = Hip and thigh can be felt in the knee.
item-groin_hip_or_thigh_pain-told = groin, hip or thigh hurt with weight on the leg
item-groin_hip_or_thigh_pain-check = Stand on this leg for ten seconds. Where do you feel it?

item-previous_bone_stress-question = Have you ever had a stress fracture or bone stress injury?
item-previous_bone_stress-why = Once makes another likelier.
item-previous_bone_stress-told = you have had a bone stress injury before
item-previous_bone_stress-check = Look for a time when you were told not to run for weeks because of a bone.

item-low_energy-question = Have you missed periods, eaten too little for your training, or lost weight without wanting to?
item-low_energy-why = Bones need energy to mend.
item-low_energy-told = you have missed periods, eaten too little or lost weight
item-low_energy-check = Compare your weight and your appetite with half a year ago.

item-hop_pain-question = Does one small hop on this leg hurt on a spot of bone?
item-hop_pain-why = Tired bone often shows in a hop.
item-hop_pain-told = a hop on this leg hurts on a spot of bone
item-hop_pain-check = If walking is free of pain, hop once on the spot, low, holding on to something. If you would rather not, say: don't know.

item-training_change-question = Did you start running, or train clearly more or otherwise, in the last three to eight weeks?
item-training_change-why = Bone needs weeks to answer to a change.
item-training_change-told = your training changed in the last three to eight weeks
item-training_change-check = Look at your runs of the last two months.

item-morning_stiffness-question = Is the joint stiff for more than thirty minutes in the morning?
item-morning_stiffness-why = Long stiffness points to an inflamed joint.
item-morning_stiffness-told = the joint is stiff for more than thirty minutes in the morning
item-morning_stiffness-check = Look at the clock tomorrow when you get up, and again when it feels loose.

item-several_joints-question = Are other joints swollen or painful too?
item-several_joints-why = Several joints at once have another kind of cause.
item-several_joints-told = other joints are swollen or painful too
item-several_joints-check = Make a fist with both hands, press across the knuckles and across the balls of both feet.

item-psoriasis_bowel_or_eye-question = Do you have psoriasis, a bowel disease with inflammation, or an inflamed eye?
item-psoriasis_bowel_or_eye-why = They go together with inflamed joints.
item-psoriasis_bowel_or_eye-told = you have psoriasis, an inflamed bowel or an inflamed eye
item-psoriasis_bowel_or_eye-check = Look at elbows, scalp and nails for scaly patches or small pits.

item-steroids_or_blood_thinners-question = Do you take steroid tablets or blood thinners?
item-steroids_or_blood_thinners-why = They change how a joint, a bone or a bruise behaves.
item-steroids_or_blood_thinners-told = you take steroid tablets or blood thinners
item-steroids_or_blood_thinners-check = Read the leaflets of what you take, or ask in a pharmacy.

item-immune_suppressed-question = Is your immune system weakened, by an illness or a treatment?
item-immune_suppressed-why = Then an infection can hide.
item-immune_suppressed-told = your immune system is weakened
item-immune_suppressed-check = Ask the team that treats you.

item-swollen_after_activity-question = Is the knee swollen today?
item-swollen_after_activity-why = Swelling says that the knee was asked for too much.
item-swollen_after_activity-told = the knee was swollen after activity
item-swollen_after_activity-check = Look at the dimples beside both kneecaps.

## The flags. $side is left, right, both or none.
flag-lung_clot-reason = Chest pain or short breath together with a sore leg may be a clot that has moved to the lung. That is looked at at once.
flag-lung_clot-say = I have a sore { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }, and I have chest pain or cannot get my breath.

flag-septic_joint-reason = An infected joint can look like this. Treated the same day it usually heals. Left for days it can harm the joint for good.
flag-septic_joint-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } is hot, red or swollen. Please check for an infected joint.

flag-wells-reason = What you told adds up to a vein in the leg that may be blocked. That is looked at the same day.
flag-wells-say = I have two or more signs of a clot in my leg. Please check for a deep vein thrombosis.

flag-swollen_calf-reason = A swollen or sore calf can be a vein that is blocked. Only an examination can tell, so it is looked at the same day.
flag-swollen_calf-say = My calf or leg is swollen or sore to press. Please check for a deep vein thrombosis today.

flag-compartment_syndrome-reason = Pressure in the lower leg may be rising. Muscle and nerve bear that for hours only.
flag-compartment_syndrome-say = My lower leg is hard and tight, and the pain is far stronger than I would expect. Moving my toes makes it worse.

flag-cold_or_numb_foot-reason = A foot that is cold, pale or numb may be short of blood, or a nerve may be trapped.
flag-cold_or_numb_foot-say = My foot is cold, pale or numb, and my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts.

flag-cauda_equina-reason = Nerves in the lower back may be pressed. The sooner that is looked at, the better they recover.
flag-cauda_equina-say = I have back trouble with weak legs, numbness between my legs, or a change of bladder or bowel.

flag-major_injury-reason = A knee that swells at once, or was out of place, may have bled or lost its hold.
flag-major_injury-say = I injured my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }. It swelled within hours, or it was out of place.

flag-extensor_rupture-reason = The tendon that straightens the knee may be torn. It is often missed at first, and best mended within days.
flag-extensor_rupture-say = I cannot lift my leg with the knee straight, or I felt a pop or a gap. Please check the tendons of my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }.

flag-ottawa-reason = After an injury these signs are reason enough to have the bone looked at.
flag-ottawa-say = I injured my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } in the last days. Please check whether a bone is hurt.

flag-pittsburgh-reason = After a fall or a blow, together with your age or a leg that does not carry you, the bone has to be looked at.
flag-pittsburgh-say = I fell on my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } or took a blow. Please check whether a bone is hurt.

flag-cannot_bear_weight-reason = A leg that does not carry you for four steps has to be looked at, injury or not.
flag-cannot_bear_weight-say = I cannot put my weight on my leg for four steps. My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts.

flag-hot_or_swollen_knee-reason = A knee that is newly hot, red or swollen has a reason, and fever is missing in about half of infected joints.
flag-hot_or_swollen_knee-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } is newly hot, red or swollen, without a clear reason.

flag-unwell-reason = A body with a fever should not train, and a joint can be part of it.
flag-unwell-say = I have a fever or feel ill, and my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts.

flag-locked_knee-reason = A knee that does not straighten may be caught from inside. It is looked at within days.
flag-locked_knee-say = I cannot straighten my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }. It is stuck.

flag-gave_way_on_pivot-reason = A knee that twisted and gave way may have a torn ligament.
flag-gave_way_on_pivot-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } twisted and gave way under me.

flag-locks_or_gives_way-reason = A knee that locks or gives way may have something caught or torn inside.
flag-locks_or_gives_way-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } locks, or gives way under me.

flag-night_pain_under_18-reason = Bone pain at night or at rest in somebody under 18 is looked at within two days.
flag-night_pain_under_18-say = The { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts at night or at rest, more and more, without a reason. The age is under 18.

flag-night_or_rest_pain-reason = Pain that rises at night or at rest does not come from running alone.
flag-night_or_rest_pain-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts at night or at rest, more and more, without a reason.

flag-lump-reason = Most lumps are harmless. One that grows, sits deep or is large has to be seen.
flag-lump-say = I have a lump near my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } that grows, sits deep or is large.

flag-slipped_hip-reason = In the young a hip that has slipped can hurt only in the knee. Walking on it can make it worse.
flag-slipped_hip-say = The { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts, with a limp or a stiff hip. Please examine the hip too.

flag-bone_stress_hip-reason = A tired bone near the hip can break when it is run on.
flag-bone_stress_hip-say = My groin, hip or thigh hurts when I stand on the leg, and I run. Please check for a bone stress injury.

flag-bone_stress-reason = A tired bone needs rest before it breaks. No test at home can tell, so what you told decides.
flag-bone_stress-say = One spot of bone near my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts more the longer I run. Please check for a bone stress injury.

flag-groin_pain-reason = Hip and thigh can be felt in the knee, so they are examined before anyone runs.
flag-groin_pain-say = My groin, hip or thigh hurts, and so does my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }. Please examine the hip too.

flag-foot_drop-reason = A nerve beside the knee may be pressed or hurt.
flag-foot_drop-say = I newly cannot lift the front of my foot.

flag-pale_foot_on_effort-reason = The leg may get too little blood when it works.
flag-pale_foot_on_effort-say = My foot turns pale or cold when I run. Please check the blood flow of my leg.

flag-inflammatory_arthritis-reason = Long stiffness or several joints point to an inflammation that is treated best when it is found early.
flag-inflammatory_arthritis-say = My joints are stiff for more than half an hour in the morning, or several are swollen. Please check for an inflammatory arthritis.

flag-cancer_history-reason = With a cancer in your history somebody looks before a plan is made.
flag-cancer_history-say = I have had cancer, and now my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts.

flag-steroids_or_blood_thinners-reason = Steroid tablets and blood thinners change how joints, bones and bruises behave, so no plan is made by rules alone.
flag-steroids_or_blood_thinners-say = I take steroid tablets or blood thinners, and my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts. May I run?

flag-immune_suppression-reason = With weak defences an infection can hide, so somebody looks before a plan is made.
flag-immune_suppression-say = My immune system is weakened, and my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts. May I run?

flag-swelling_or_locking_from_50-reason = From 50 on, new swelling or locking often has another cause than running.
flag-swelling_or_locking_from_50-say = I am over 49, and my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } is newly swollen or locks.

flag-pregnancy-reason = In pregnancy a running plan is made together with a midwife or doctor.
flag-pregnancy-say = I am pregnant, my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } hurts, and I would like to run.

flag-under_16-reason = Growing knees need somebody who looks at them and adapts training with an adult, not a plan made by rules.
flag-under_16-say = A runner under 16 has pain in the { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  }.

flag-no_improvement-reason = You have done the work for weeks and it is not getting better. That is a reason for another pair of eyes. Strength work may go on.
flag-no_improvement-say = I have done exercises for my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } for weeks without getting better.

flag-pain_rising-reason = The pain has been rising. Somebody should look before you build up again.
flag-pain_rising-say = The pain in my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } has been rising for two weeks.

flag-flares_in_a_row-reason = Two flares in a row say that this plan does not fit this knee.
flag-flares_in_a_row-say = My { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } has flared up twice in a row while I was building up.

flag-severe_pain-reason = Severe pain is looked at before anyone runs on it.
flag-severe_pain-say = The pain in my { $side ->
    [left] left knee
    [right] right knee
    [both] knees
   *[none] knee
  } has been seven of ten or more.
