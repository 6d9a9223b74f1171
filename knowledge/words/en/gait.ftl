# What was found strange in a recording. $n is how often.
gait-clock-back = The watch's clock went back { $n ->
    [one] once
   *[other] { $n } times
  }. The time in between is not counted.
gait-clock-jump = The watch's clock leapt far ahead { $n ->
    [one] once
   *[other] { $n } times
  }. The leap is not counted as time.
gait-gap = { $n ->
    [one] There is one long gap
   *[other] There are { $n } long gaps
  } in which you moved on. The way counts, the detail is missing.
gait-distance-spike = The distance leapt { $n ->
    [one] once
   *[other] { $n } times
  } faster than anyone moves. The leaps are left out.
gait-tunnel = { $n ->
    [one] One stretch
   *[other] { $n } stretches
  } without reception: the way was spread evenly over the time.
gait-distance-back = The distance went back { $n ->
    [one] once
   *[other] { $n } times
  }. It is taken as standing still.
gait-altitude-impossible = { $n ->
    [one] One altitude
   *[other] { $n } altitudes
  } cannot be true and { $n ->
    [one] is
   *[other] are
  } left out.
gait-altitude-jump = The altitude leapt { $n ->
    [one] once
   *[other] { $n } times
  }. The leaps count neither up nor down.
gait-step-rate-outlier = { $n ->
    [one] One step rate
   *[other] { $n } step rates
  } while running did not fit the rest and { $n ->
    [one] was
   *[other] were
  } replaced by the usual one at that speed.
gait-step-rate-halved = The watch seems to have counted the steps of one leg. They are doubled here.
gait-step-rate-doubled = The watch seems to have counted every step twice. They are halved here.
gait-no-samples = There are no samples in this session, only the watch's totals.
gait-no-time = The recording has no times, so speed and steps are not known.
gait-distance-disagrees = The watch's distance is far from the way along its positions. The watch's distance is used.
gait-distance-total-differs = The watch's total is { $device_km } km, its samples add up to { $samples_km } km. The samples are used.
gait-samples-end-early = The watch's totals cover { $device_min } minutes, its samples { $samples_min }. Distance and time are the watch's; steps, climb and everything drawn are of the samples alone.
gait-activity-disbelieved = The speed and the steps do not look like the sport named in the file.
gait-treadmill-level = Treadmill: the belt is taken as level, since the watch cannot see its slope.
gait-altitude-constant = The altitude never changes in this recording, so it was not measured. The slope is not known.
