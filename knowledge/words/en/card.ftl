# Education cards, in words of our own. 40 to 120 words a card; every number is an argument.

card-topic-about = About these pages
card-topic-kneecap = Pain about the kneecap
card-topic-band = Pain at the outer knee
card-topic-running = Running
card-topic-relief = Easing pain
card-topic-medical = What a professional may talk about with you
card-topic-prevention = Staying well

card-evidence-sourced = Studies say so
card-evidence-one_document = One guide says so
card-evidence-contested = Sources disagree
card-evidence-unsupported = No support found
card-evidence-own = About Trochlea

card-evidence-sourced-long = Published work says so; how far it was read stands below.
card-evidence-one_document-long = One of the guides this program follows says so. No study was read that tests it.
card-evidence-contested-long = What was read does not agree. Nothing here is scored or decided by it.
card-evidence-unsupported-long = It is claimed, and nothing that was read supports it for this pain.
card-evidence-own-long = A statement about this program.

card-clinician = Whether this is for you is for a clinician to talk through with you.

card-written = Written by { $by } ({ $role }), { $on }.
card-reviewed-nobody = Not reviewed by a clinician.
card-reviewed = Reviewed by { $who }, { $on }.

card-read-whole = whole text read
card-read-abstract = abstract read
card-read-abstract_cut = part of the abstract read
card-read-table = table read
card-read-secondary = read on a page about it
card-read-seed = a guide that was read; no study
card-read-practice = common practice, source not read
card-read-house = chosen by this project

card-notice = General education, not medical advice. Talk to a professional before you change how you care for your health.

card-disclaimer-title = What this is, and what it is not
card-disclaimer-text = Trochlea explains and sorts what you tell it by fixed rules. It is general education and no medical advice, and it cannot examine your knee. It never replaces a person who can. Talk to a qualified professional before you start, stop or change anything that concerns your health, and do not wait for a page when something feels badly wrong.

card-runners_knee-title = What “runner's knee” means
card-runners_knee-text = “Runner's knee” is the everyday name for pain around or behind the kneecap; clinicians say patellofemoral pain. Some pages use the same words for pain at the outer knee, where the iliotibial band runs. The two behave differently and are treated differently, so Trochlea never trusts the word and asks where it hurts.

card-two_commonest-title = Two patterns that bring many runners here
card-two_commonest-text = Pain about the kneecap and pain of the iliotibial band are often called the leading causes of knee pain in runners. One review puts the first at { $kneecap_percent } percent of all running injuries and the second at { $band_percent }. Other things are not rare: among novices, injuries of the inner meniscus came close to kneecap pain. So a common name is never taken for granted here.

card-seeing_someone-title = When to see a professional
card-seeing_someone-text = The guides disagree: one sends everybody with such a knee to a doctor, one to a gait expert early, one only when it lasts or grows worse. Trochlea asks for signs of danger first and tells you when to go. Beyond that, a thorough look by a doctor or physiotherapist is always a good choice, and you never need to have failed at something first. The letter puts down what they will want to know.

card-the_joint-title = How the kneecap works
card-the_joint-text = The kneecap lies in the tendon of the big thigh muscle and glides in a groove at the lower end of the thigh bone whenever the knee bends and straightens. The deeper the bend under load, the harder it is pressed into that groove. This groove is the trochlea that gave this program its name. The place is sore in pain about the kneecap, and that is why squats, stairs and long sitting are felt.

card-how_common_kneecap-title = How common pain about the kneecap is
card-how_common_kneecap-text = Numbers differ with who is counted. One review found it to be { $injuries_percent } percent of running injuries at a given time; among injured recreational runners another study found { $runners_percent } percent. A range of { $from_visits_percent } to { $to_visits_percent } percent is often told of runners; where we could follow it, it was the share of visits to a family doctor for knee pain, which is something else.

card-hip_or_knee-title = Hip or knee first?
card-hip_or_knee-text = For years the inner part of the thigh muscle was held responsible. Then weak hips took its place as the main story. Neither is settled: hip strength measured before the pain did not foretell it, and weakness may follow pain. What trials do agree on is the remedy. Hip and knee work together eased pain { $from_better_points } to { $to_better_points } points of ten more than knee work alone. So you get both, and nothing here says your hips are to blame.

card-thigh_turns-title = What moves: the kneecap or the thigh?
card-thigh_turns-text = A popular picture shows the kneecap sliding off to the side. One guide tells it the other way round: the thigh bone turns inward beneath a kneecap that stays where it is, much like a rail that moves under a train. The difference explains why hip muscles are trained. Whether such turning causes pain is open; a review for runners does not count tracking among the known causes.

card-women_and_men-title = Women, men and this pain
card-women_and_men-text = Pain about the kneecap is reported more often by women. Wide hips used to be the explanation; the angle at the hip did not turn out to be a risk. One guide points to how movement is controlled and to less strength training in the past. The work that helps is the same for everyone, and no rule of this program reads your sex or the width of your hips.

card-quiet_scan-title = Pain with a scan that shows nothing
card-quiet_scan-text = A knee can hurt for months while pictures of it look ordinary. That does not make the pain imagined. How sensitive the tissues have become, how guarded the leg moves and how much load it is used to all shape what you feel, and none of these can be seen on a scan. It also means that progress is measured by what your knee bears, not by a picture.

card-why_strength-title = What strength work is for
card-why_strength-text = Stronger muscles about the hip and thigh share the work of each landing, so that less of it falls on the sore place, and they make the leg steadier when you tire. Strength work is the best tested thing there is for this pain. It works over weeks rather than days. A little soreness in the muscles is part of it; pain in the knee that stays is a sign to do less.

card-straight_leg_raise_why-title = Why the straight-leg raise
card-straight_leg_raise_why-text = With the knee kept straight the thigh muscle works hard while the kneecap is hardly pressed into its groove. So the muscle can be trained early, at a time when squats still hurt. It is a beginning and not the goal: once the knee allows bending under load, exercises on your feet take over, since running bends the knee under your whole weight.

card-more_than_one_thing-title = Why the plan has several parts
card-more_than_one_thing-text = One guide names { $single_things } single remedies that often ease things for a while and then disappoint when used alone: thigh exercises, anti-inflammatory drugs, a brace, and rest. Trials and expert panels point the same way, since care in several parts did better than one part. That is why you see strength work, a measured amount of running, and a look at how you run, side by side.

card-course_kneecap-title = How long pain about the kneecap lasts
card-course_kneecap-text = One guide speaks of { $from_claimed_weeks } to { $to_claimed_weeks } weeks of steady work for most. Studies of runners found half of them better after about { $from_half_weeks } to { $to_half_weeks } weeks, and some took far longer. Among people who came to clinics, about { $year_percent } in a hundred still had trouble after a year. So nobody can promise you a date. Having had it for months already makes a slower way more likely, and is a reason to have it looked at.

card-running_on-title = Running on without the strength work
card-running_on-text = Your log shows runs and no strength work of late. One guide warns that going on this way often means a longer recovery or the same pain again next season. The running part of the plan keeps the knee from being pushed too far; the strength work is what lets it bear more. Two short sessions a week are a start, and what you leave out today is not held against you.

card-the_band-title = The band at the outer knee
card-the_band-text = The iliotibial band is a broad, strong sheet of tissue that comes from muscles of the hip, runs down the outer thigh and ends just below the knee. At a bend of about { $from_bend_deg } to { $to_bend_deg } degrees, which running passes with every step, it lies tight over a bony bump of the thigh bone. Older texts speak of rubbing there, newer ones of squeezing. Either way the place gets irritated when this happens too often.

card-band_not_tight-title = Not a tight band
card-band_not_tight-text = It is tempting to think that a tense band must be loosened. The band is about as stretchy as a belt: one session of rolling or stretching left its stiffness as it was, and rolling it hurts. One guide sees too much load on too little hip strength as the problem, though studies disagree about the hips. What you do about it is the same: run less far than it hurts, and train the hip.

card-how_common_band-title = How common pain of the band is
card-how_common_band-text = It is often called the second commonest running injury and the first at the outer knee. A review counted { $band_percent } percent of running injuries, and pain along the inner shin came before it with { $shin_percent }. So the second place is not safe. For distance runners with pain at the outer side of the knee it remains the first thing to think of, and not the only one.

card-course_band-title = How long pain of the band lasts
card-course_band-text = One guide speaks of { $from_claimed_weeks } to { $to_claimed_weeks } weeks for most, and longer where the hip has dropped with every step for years. No sound average was found. In a small trial of a six-week hip programme { $still_runners } of { $trial_runners } runners were still in care when it ended. So plan for weeks, expect that it may take months, and judge by how far you run without pain.

card-downhill-title = Why downhill hurts
card-downhill-text = Runners report knee pain on descents more often than on the flat or uphill. On the way down your thigh muscles act as brakes: they lengthen under tension to keep you from speeding up, and the kneecap is pressed into its groove while they do. Long steps make the braking stronger. Descents are also where tired legs lose control first, so the same hill can feel different early and late in a run.

card-downhill_gradually-title = Bringing descents back slowly
card-downhill_gradually-text = One guide says that descents load the knee { $from_claimed_times } to { $to_claimed_times } times as much as flat running. No source was found for that number, and a treadmill study on a gentle slope saw little change, so it decides nothing here. What is sensible all the same: descents come last, first short and gentle, on a day when the knee was quiet, and with a look at the next morning before there are more of them.

card-other_sports-title = Staying fit while you run less
card-other_sports-text = Heart and lungs do not ask which sport keeps them busy. Swimming, cycling, rowing or running in deep water can hold most of your fitness while the knee gets time. None of them is safe by its name: a knee that dislikes deep bending may dislike rowing or a low saddle. So note the sport and how the knee took it, and keep what it takes well.

card-running_and_inflammation-title = Does running inflame the knee?
card-running_and_inflammation-text = Running is not simply bad for knees. In a small study { $people } healthy runners had fluid taken from the knee before and after { $run_min } minutes of running: one marker of inflammation fell and another tended to, while sitting still changed neither. That is few people with healthy knees, and says nothing about a knee that hurts today. It does speak against the fear that each run does damage.

card-shoes-title = A short checklist for shoes
card-shoes-text = Shoes get more credit and more blame than studies allow. No sound rule is known for choosing a shoe that prevents injury, and matching shoes to foot types rests on weak evidence. This list is what one guide asks for; comfort is as good a judge as any.
card-shoes-point-1 = They fit: room at the toes, no slipping at the heel.
card-shoes-point-2 = They feel steady under you, also when you are tired.
card-shoes-point-3 = They suit your foot and the way you run; this is weakly supported.
card-shoes-point-4 = They are not worn out; { $from_habit_km } to { $to_habit_km } kilometres is a habit of the trade, no finding.
card-shoes-point-5 = A new kind of shoe comes in slowly, like any other change.

card-ice-title = Ice, for the first days only
card-ice-text = Cold can dull pain in the first few days: { $on_min } minutes on, { $off_min } minutes off, { $from_times_a_day } to { $to_times_a_day } times a day, with cloth between ice and skin. It does nothing for what the knee can bear, so it never stands in for strength work, and after those first days it has done what it can. This card goes away by then as well.

card-taping-title = Tape on the kneecap
card-taping-text = Tape is laid about the kneecap in several ways. It probably works by what the skin tells the brain rather than by shifting the kneecap.
card-taping-benefit = Many feel less pain at once, more so when somebody fits it to them. Where it helps, it can make exercising easier during the weeks of rehabilitation.
card-taping-harm = A large review could conclude nothing from small trials. Skin can become sore, and tape can distract from the work that lasts. It is meant for a time, not for good. A physiotherapist can teach the method.

card-medication-title = Tablets and gels against pain
card-medication-text = Anti-inflammatory drugs are often taken for sore knees. They act on how it feels; the way you move and what the knee can bear stay as they were.
card-medication-benefit = Pain can be less for some hours or days.
card-medication-harm = A review found no sign that anti-inflammatory tablets work for pain about the kneecap. Dulled pain can let you run further than the knee allows, and such drugs can harm stomach, kidneys and heart. Trochlea counts on what you feel, so write down when something dulled it.

card-imaging-title = X-ray, MRI and ultrasound
card-imaging-text = Pain about the kneecap is recognised from your story and an examination. Pictures serve to exclude other things; whether they also confirm it is disputed.
card-imaging-benefit = They can rule out a serious problem of bone or ligament when there is a sign of one.
card-imaging-harm = They do not explain why it hurts at a certain kilometre or on the stairs. They often show changes that painless knees have as well, which can worry you and lead to more tests. Not everybody needs one.

card-steroid_injection-title = Cortisone injections
card-steroid_injection-text = A steroid is put into or near a joint to calm inflammation. It is talked about in some cases only, and no trial for pain about the kneecap was found.
card-steroid_injection-benefit = It can calm an inflamed joint for a short time.
card-steroid_injection-harm = Repeated injections may weaken tissue and bone nearby. Infection is rare and serious. The relief passes, and what the knee can bear has not changed.

card-prp_injection-title = Injections of one's own blood platelets
card-prp_injection-text = Blood is drawn, its platelets are concentrated and put back at the sore place, a method called PRP. It is talked about in some cases only.
card-prp_injection-benefit = What platelets release is claimed to help repair and to calm inflammation. This is not established for pain about the kneecap.
card-prp_injection-harm = It hurts for some days, costs a lot, and carries the small risks of any needle. For the tendon below the kneecap it did no better than other injections or none.

card-hyaluronic_injection-title = Injections of hyaluronic acid
card-hyaluronic_injection-text = Joint fluid contains hyaluronic acid by nature; here a gel of it is put into the joint. It is talked about in some cases only.
card-hyaluronic_injection-benefit = It is claimed to smooth the joint's movement, to ease pain and to help function. The trials that were found are about worn knees, not about this pain.
card-hyaluronic_injection-harm = The joint can swell and hurt for some days, and there are the small risks of any needle. What it does for pain about the kneecap is not known.

card-dry_needling-title = Dry needling
card-dry_needling-text = Thin needles without any drug are put into tender spots of muscle or into muscles and tendons that carry too much, to change pain and tension.
card-dry_needling-benefit = Newer reviews found somewhat less pain at first, more so together with exercise.
card-dry_needling-harm = An earlier review saw short-term effects of low certainty only, and professionals disagree about its place. Bruises and soreness are common; infection and injury of a nerve are rare.

card-acupuncture-title = Acupuncture
card-acupuncture-text = Needles are placed by rules of an old tradition. A clinic offers it to influence how sensitive the knee is and to support recovery.
card-acupuncture-benefit = A panel of experts named it among the things that may be added to exercise. How much it adds was not read.
card-acupuncture-harm = Small bleeding and soreness happen; serious harm is rare. It takes time and money, and it changes neither strength nor the load of a run.

card-orthotics-title = Insoles
card-orthotics-text = Insoles can be bought ready-made or built to measure. Some people with pain about the kneecap do well with them and others feel nothing. One guide puts those made to measure last, after strength work and changes of running form.
card-orthotics-benefit = In a trial { $insole_percent } percent called insoles a success after three months, and { $hip_percent } percent hip exercises. Ready-made ones are seen as help for a short time.
card-orthotics-harm = They can press, and made-to-measure ones cost a lot. The shape of the foot did not tell who would gain. They do not make the leg stronger.

card-surgery-title = Operations
card-surgery-text = Operations are for damage in the structure of a knee. Where sensitivity, control and load are the matter, an operation is rarely the next step, and Trochlea never suggests one. It refers when signs point to such damage.
card-surgery-benefit = For certain injuries of ligament, meniscus or a slipping kneecap a surgeon may see a clear reason.
card-surgery-harm = A review found no evidence that keyhole surgery helps pain about the kneecap. Every operation carries risks of infection, clots and stiffness, and means months of rehabilitation.

card-gait_analysis-title = Having your running looked at
card-gait_analysis-text = When weeks of honest strength work have not changed the pain, a look at how you run is the first thing to add. Somebody trained in it films you in slow motion and looks for a hip that drops, a knee that falls inward, a foot that lands far ahead, or slow steps. What they see can then be worked on directly. It is a reason for an appointment, and no sign of failure.

card-physiotherapy-title = What a physiotherapist can add
card-physiotherapy-text = A programme on paper cannot feel a joint or watch you move. Where a knee does not follow the plan, or several things come together, a physiotherapist who knows runners can offer what you cannot do alone.
card-physiotherapy-point-1 = Treatment by hand, fitted to what is found.
card-physiotherapy-point-2 = Exercises made harder or easier at the right moment, and tape taught properly.
card-physiotherapy-point-3 = Training of the movement itself, with somebody who watches.

card-four_exercises-title = Keeping pain about the kneecap away
card-four_exercises-text = What helps the knee to get well also helps it to stay so. The { $exercises } exercises below cover the side of the hip, its rotation, the back of it, and the thigh; doses stand with each of them. Together with growth in small steps, easy days after hard ones, and descents that come back slowly, twice a week is enough once you may train fully.

card-glutes-title = Strengthening the muscles of the hip
card-glutes-text = The muscles at the side and back of the hip hold the pelvis level and the knee in line when you stand on one leg, and running is nothing but standing on one leg again and again. Begin lying down, where the muscle can be felt alone; go on to one leg; end on your feet with movements that resemble running. Slow lowering counts more than many repetitions. The exercises below go in that order.

card-ten_tips-title = Ten tips for staying well
card-ten_tips-text = These { $tips } tips gather what the guides agree on.
card-ten_tips-point-1 = Let no single run be much longer than your longest of the last month.
card-ten_tips-point-2 = Add distance, speed and hills one at a time.
card-ten_tips-point-3 = Keep two short strength sessions a week.
card-ten_tips-point-4 = Warm up with movement before you run fast.
card-ten_tips-point-5 = Shorten your steps downhill.
card-ten_tips-point-6 = Vary ground and route.
card-ten_tips-point-7 = Look after sleep and meals.
card-ten_tips-point-8 = Keep rest days.
card-ten_tips-point-9 = Change shoes slowly.
card-ten_tips-point-10 = Take a pain that comes back seriously while it is small.

card-alexander-title = The Alexander Technique
card-alexander-text = The Alexander Technique is a way of learning, usually with a teacher, to notice habits of posture and movement and to let go of tension that is not needed. One of the guides mentions it as something athletes use. Nothing was read about what it does for sore knees, so nothing is claimed here. It is listed so that you know the name when you meet it.
