//! What real files taught, one test each, on minimal files written here. Expected values are
//! worked out by hand from the format: scale, offset, base type.

// Tests state what they expect; there a failed unwrap is the message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod fit_file;

use fit_file::FitFile;
use std::io::Write;
use trochlea_recording::{
    AltitudeSource, DecodeError, Format, Limits, Recording, Warning, decode, decode_fit,
    decode_gpx, decode_tcx,
};

const TIME: (u8, u8, u8) = (253, 4, 0x86);
/// 2021-06-01T00:00:00Z is Unix 1622505600; FIT counts from 631065600.
const T0: u32 = 1_622_505_600 - 631_065_600;

fn fit(file: &FitFile) -> (Recording, Vec<Warning>) {
    decode_fit(&file.bytes()).unwrap()
}

fn codes(warnings: &[Warning]) -> Vec<&str> {
    warnings.iter().map(|warning| warning.code).collect()
}

/// One record with a time stamp and one more field.
fn one(number: u8, base: u8, value: &[u8]) -> Recording {
    let file = FitFile::activity().define(1, 20, &[TIME, (number, value.len() as u8, base)]);
    let mut bytes = T0.to_le_bytes().to_vec();
    bytes.extend(value);
    let (recording, warnings) = fit(&file.message(1, &bytes));
    assert_eq!(warnings, []);
    assert_eq!(recording.samples.len(), 1);
    recording
}

#[track_caller]
fn close(ours: Option<f64>, expected: f64) {
    let ours = ours.expect("a value");
    // A column of 32-bit floats holds seven digits.
    assert!(
        (ours - expected).abs() <= expected.abs() * 1e-6,
        "{ours} is not {expected}"
    );
}

/// `n` records a second apart with a heart rate of 100 and more.
fn heart_beats(n: u32) -> FitFile {
    let file = FitFile::activity().define(1, 20, &[TIME, (3, 1, 2)]);
    (0..n).fold(file, |file, idx| {
        let mut bytes = (T0 + idx).to_le_bytes().to_vec();
        bytes.push(100 + idx as u8);
        file.message(1, &bytes)
    })
}

#[test]
fn header_check_sum_of_zero_is_legal() {
    assert_eq!(fit(&heart_beats(3)).1, []);
}

#[test]
fn valid_header_check_sum_cancels_itself() {
    // The sum of bytes followed by their own sum is zero, so the file's sum is that of the rest.
    let mut bytes = heart_beats(3).bytes();
    let header_crc = trochlea_crc(&bytes[..12]);
    bytes[12..14].copy_from_slice(&header_crc.to_le_bytes());
    let end = bytes.len() - 2;
    let crc = trochlea_crc(&bytes[14..end]);
    bytes[end..].copy_from_slice(&crc.to_le_bytes());
    assert_eq!(decode_fit(&bytes).unwrap().1, []);
}

fn trochlea_crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0_u16, |crc, &byte| {
        (0..8).fold(crc ^ u16::from(byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xA001
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn wrong_check_sum_is_a_warning_and_loses_nothing() {
    let mut bytes = heart_beats(3).bytes();
    *bytes.last_mut().unwrap() ^= 1;
    let (recording, warnings) = decode_fit(&bytes).unwrap();
    assert_eq!(
        (recording.samples.len(), codes(&warnings)),
        (3, vec!["crc_mismatch"])
    );
}

#[test]
fn truncated_end_keeps_every_sample_before_it() {
    let whole = heart_beats(5).bytes();
    // Each record takes six bytes; two bytes of check sum are at the end.
    for (lost, kept) in [(1, 5), (2, 5), (3, 4), (8, 4), (9, 3)] {
        let (recording, warnings) = decode_fit(&whole[..whole.len() - lost]).unwrap();
        assert_eq!(recording.samples.len(), kept, "{lost} bytes lost");
        assert_eq!(codes(&warnings), ["truncated"], "{lost} bytes lost");
        assert_eq!(warnings[0].byte, Some((whole.len() - lost) as u64));
    }
}

#[test]
fn trailing_bytes_are_said_and_harmless() {
    let mut bytes = heart_beats(3).bytes();
    bytes.extend([7; 5]);
    let (recording, warnings) = decode_fit(&bytes).unwrap();
    assert_eq!(
        (recording.samples.len(), codes(&warnings)),
        (3, vec!["trailing_bytes"])
    );
}

#[test]
fn chained_files_give_all_their_sessions() {
    let mut bytes = heart_beats(3).bytes();
    bytes.extend(heart_beats(2).bytes());
    let (recording, warnings) = decode_fit(&bytes).unwrap();
    let ranges: Vec<_> = recording
        .sessions
        .iter()
        .map(|session| session.samples.clone())
        .collect();
    assert_eq!((ranges, warnings), (vec![0..3, 3..5], vec![]));
}

#[test]
fn data_size_of_zero_is_read_to_the_end() {
    let (recording, warnings) = decode_fit(&heart_beats(3).bytes_with_size(0)).unwrap();
    assert_eq!((recording.samples.len(), warnings), (3, vec![]));
}

#[test]
fn definition_as_last_message_is_fine() {
    let (recording, warnings) = fit(&heart_beats(2).define(2, 18, &[TIME]));
    assert_eq!((recording.samples.len(), warnings), (2, vec![]));
}

#[test]
fn enhanced_fields_win_when_valid() {
    // Narrow 3.000 m/s, enhanced 4.123 m/s; then the enhanced one has no value.
    for (enhanced, expected) in [(4123_u32, 4.123), (u32::MAX, 3.0)] {
        for enhanced_first in [false, true] {
            let narrow = ((6, 2, 0x84), 3000_u16.to_le_bytes().to_vec());
            let wide = ((73, 4, 0x86), enhanced.to_le_bytes().to_vec());
            let order = if enhanced_first {
                [wide, narrow]
            } else {
                [narrow, wide]
            };
            let file = FitFile::activity().define(1, 20, &[TIME, order[0].0, order[1].0]);
            let bytes = [
                T0.to_le_bytes().to_vec(),
                order[0].1.clone(),
                order[1].1.clone(),
            ]
            .concat();
            let (recording, _) = fit(&file.message(1, &bytes));
            close(
                recording.samples.speed(0).map(|speed| speed.as_m_per_s()),
                expected,
            );
        }
    }
}

#[test]
fn millimetres_per_second_are_not_lost_in_a_float() {
    // 2.239 and 4.477 m/s come out 1 mm/s low where the scale is a truncating float.
    for raw in [2239_u16, 4477, 1001, 65_533] {
        let speed = one(6, 0x84, &raw.to_le_bytes()).samples.speed(0).unwrap();
        assert_eq!((speed.as_m_per_s() * 1000.0).round() as u16, raw);
    }
}

#[test]
fn altitude_has_a_scale_of_five_and_an_offset_of_500() {
    // (2625 / 5) - 500 = 25 m.
    close(
        one(2, 0x84, &2625_u16.to_le_bytes())
            .samples
            .altitude(0)
            .map(|h| h.as_m()),
        25.0,
    );
}

#[test]
fn altitude_as_float_has_its_unit_already() {
    close(
        one(2, 0x88, &25.4_f32.to_le_bytes())
            .samples
            .altitude(0)
            .map(|h| h.as_m()),
        25.4,
    );
}

#[test]
fn base_type_of_the_file_decides_what_is_invalid() {
    // Power as one byte: 0xFF is "no value" though the profile has two bytes.
    assert!(one(7, 2, &[0xFF]).samples.power(0).is_none());
    close(
        one(7, 2, &[0xFE])
            .samples
            .power(0)
            .map(|power| power.as_w()),
        254.0,
    );
    // Heart rate as two bytes: 0x00FF is a value, then.
    close(one(3, 0x84, &[0xFF, 0]).samples.heart_rate_bpm(0), 255.0);
}

#[test]
fn narrow_signed_values_keep_their_sign() {
    close(
        one(13, 1, &[0xF6]).samples.temperature(0).map(|t| t.as_c()),
        -10.0,
    );
}

#[test]
fn values_that_mean_nothing_are_missing() {
    assert!(
        one(6, 0x84, &[0xFF; 2]).samples.speed(0).is_none(),
        "65.535 m/s"
    );
    assert!(
        one(73, 0x86, &[0xFF, 0xFF, 0, 0])
            .samples
            .speed(0)
            .is_none(),
        "65.535 m/s, widened"
    );
    assert!(
        one(7, 0x84, &[0xFF; 2]).samples.power(0).is_none(),
        "65535 W"
    );
    assert!(
        one(7, 0x86, &[0xFF, 0xFF, 0, 0]).samples.power(0).is_none(),
        "65535 W, widened"
    );
    assert!(
        one(2, 0x84, &[0, 0]).samples.altitude(0).is_none(),
        "-500 m"
    );
    assert!(
        one(3, 2, &[0]).samples.heart_rate_bpm(0).is_none(),
        "no beat"
    );
    assert!(
        one(0, 0x85, &[0xFF, 0xFF, 0xFF, 0x7F])
            .samples
            .position_deg(0)
            .is_none(),
        "no place"
    );
}

#[test]
fn field_size_that_is_no_multiple_skips_the_field_and_keeps_the_message() {
    let file = FitFile::activity().define(1, 20, &[TIME, (6, 3, 0x84), (3, 1, 2)]);
    let bytes = [&T0.to_le_bytes()[..], &[1, 2, 3, 140]].concat();
    let (recording, warnings) = fit(&file.message(1, &bytes));
    assert!(recording.samples.speed(0).is_none());
    close(recording.samples.heart_rate_bpm(0), 140.0);
    assert_eq!(warnings, []);
}

#[test]
fn field_of_size_zero_is_nothing() {
    let file = FitFile::activity().define(1, 20, &[TIME, (6, 0, 0x84), (3, 1, 2)]);
    let (recording, _) = fit(&file.message(1, &[&T0.to_le_bytes()[..], &[140]].concat()));
    close(recording.samples.heart_rate_bpm(0), 140.0);
}

/// A description of developer field 0 of app `index`, as float32.
fn described(file: FitFile, index: u8, name: &[u8; 8]) -> FitFile {
    let file = file.define(
        3,
        206,
        &[(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 8, 7), (8, 3, 7)],
    );
    file.message(3, &[&[index, 0, 0x88][..], name, b"m/s"].concat())
}

#[test]
fn developer_field_called_speed_is_not_the_speed() {
    let file = described(FitFile::activity(), 0, b"speed\0\0\0");
    let file = described(file, 1, b"speed\0\0\0");
    let file = file.define_with_developer(1, 20, &[TIME], &[(0, 4, 0), (0, 4, 1)]);
    let bytes = [
        &T0.to_le_bytes()[..],
        &1.5_f32.to_le_bytes(),
        &2.5_f32.to_le_bytes(),
    ]
    .concat();
    let (recording, _) = fit(&file.message(1, &bytes));
    assert!(recording.samples.speed(0).is_none());
    let columns: Vec<_> = recording
        .samples
        .developer()
        .iter()
        .map(|column| {
            (
                column.developer_data_index,
                column.name.as_str(),
                column.unit.as_deref(),
                column.values.clone(),
            )
        })
        .collect();
    assert_eq!(
        columns,
        [
            (0, "speed", Some("m/s"), vec![1.5]),
            (1, "speed", Some("m/s"), vec![2.5])
        ]
    );
}

#[test]
fn field_description_in_the_middle_of_the_file_counts_from_there() {
    let record = [&T0.to_le_bytes()[..], &1.5_f32.to_le_bytes()].concat();
    let file = FitFile::activity()
        .define_with_developer(1, 20, &[TIME], &[(0, 4, 0)])
        .message(1, &record);
    let (recording, _) = fit(&described(file, 0, b"bounce\0\0").message(1, &record));
    let values = &recording.samples.developer()[0].values;
    assert!(
        values[0].is_nan() && values[1].to_bits() == 1.5_f64.to_bits(),
        "{values:?}"
    );
}

#[test]
fn developer_field_without_a_description_is_said() {
    let file = FitFile::activity().define_with_developer(1, 20, &[TIME], &[(0, 4, 0)]);
    let (recording, warnings) = fit(&file.message(1, &[&T0.to_le_bytes()[..], &[0; 4]].concat()));
    assert_eq!(
        (recording.samples.len(), codes(&warnings)),
        (1, vec!["developer_field_undescribed"])
    );
}

#[test]
fn compressed_time_stamps_roll_over_every_32_seconds() {
    // T0 ends in these five bits; then two seconds on, then past the rollover.
    let low = (T0 & 31) as u8;
    let file = FitFile::activity()
        .define(1, 20, &[TIME])
        .define(2, 20, &[(3, 1, 2)])
        .message(1, &T0.to_le_bytes());
    let file = file
        .compressed(2, (low + 2) & 31, &[100])
        .compressed(2, (low + 31) & 31, &[101]);
    let (recording, _) = fit(&file.compressed(2, low, &[102]));
    let seconds: Vec<_> = (0..4)
        .map(|idx| recording.samples.unix_time_ms(idx).unwrap() / 1000 - 1_622_505_600)
        .collect();
    assert_eq!(seconds, [0, 2, 31, 32]);
}

#[test]
fn big_endian_definitions_are_read_so() {
    let file = FitFile::activity().define_big_endian(1, 20, &[TIME, (6, 2, 0x84)]);
    let bytes = [&T0.to_be_bytes()[..], &3500_u16.to_be_bytes()].concat();
    let (recording, _) = fit(&file.message(1, &bytes));
    assert_eq!(recording.samples.unix_time_ms(0), Some(1_622_505_600_000));
    close(
        recording.samples.speed(0).map(|speed| speed.as_m_per_s()),
        3.5,
    );
}

#[test]
fn local_type_redefined_in_the_middle_changes_the_shape_from_there() {
    let file = heart_beats(2).define(1, 20, &[(3, 1, 2), TIME]);
    let (recording, warnings) =
        fit(&file.message(1, &[&[90][..], &(T0 + 9).to_le_bytes()].concat()));
    close(recording.samples.heart_rate_bpm(2), 90.0);
    assert_eq!((recording.samples.len(), warnings), (3, vec![]));
}

#[test]
fn message_of_an_undefined_shape_ends_the_reading_and_is_said() {
    let (recording, warnings) = fit(&heart_beats(2).message(9, &[1, 2, 3]));
    assert_eq!(
        (recording.samples.len(), codes(&warnings)),
        (2, vec!["undefined_message"])
    );
}

#[test]
fn running_cadence_is_strides_of_one_leg_with_a_fraction() {
    // (84 + 64/128) strides a minute are 169 steps.
    let file = FitFile::activity().define(1, 20, &[TIME, (53, 1, 2), (4, 1, 2)]);
    let (recording, _) = fit(&file.message(1, &[&T0.to_le_bytes()[..], &[64, 84]].concat()));
    close(
        recording.samples.step_rate(0).map(|rate| rate.as_spm()),
        169.0,
    );
}

#[test]
fn impossible_step_rates_are_refused_and_counted() {
    // 151 strides are 302 steps a minute: more than the fastest sprinter's five a second.
    let file = FitFile::activity().define(1, 20, &[TIME, (4, 1, 2)]);
    let (recording, warnings) = fit(&file
        .message(1, &[&T0.to_le_bytes()[..], &[151]].concat())
        .message(1, &[&T0.to_le_bytes()[..], &[150]].concat()));
    assert!(recording.samples.step_rate(0).is_none());
    close(
        recording.samples.step_rate(1).map(|rate| rate.as_spm()),
        300.0,
    );
    assert_eq!(codes(&warnings), ["step_rate_impossible"]);
}

/// A session message of a sport, from T0 + `from` to T0 + `to`.
fn session(file: FitFile, sport: u8, from: u32, to: u32) -> FitFile {
    let file = file.define(4, 18, &[TIME, (2, 4, 0x86), (5, 1, 0), (7, 4, 0x86)]);
    let bytes = [
        &(T0 + to).to_le_bytes()[..],
        &(T0 + from).to_le_bytes(),
        &[sport],
        &((to - from) * 1000).to_le_bytes(),
    ];
    file.message(4, &bytes.concat())
}

#[test]
fn turns_of_a_bicycle_are_no_steps() {
    let file = FitFile::activity().define(1, 20, &[TIME, (4, 1, 2)]);
    let file = file.message(1, &[&T0.to_le_bytes()[..], &[80]].concat());
    let (recording, _) = fit(&session(file, 2, 0, 10));
    assert_eq!(recording.sessions[0].sport.as_deref(), Some("cycling"));
    assert!(recording.samples.step_rate(0).is_none());
}

#[test]
fn sessions_at_the_end_share_the_samples_by_their_start() {
    let (recording, _) = fit(&session(session(heart_beats(10), 5, 0, 4), 1, 4, 10));
    let ranges: Vec<_> = recording
        .sessions
        .iter()
        .map(|session| session.samples.clone())
        .collect();
    assert_eq!(ranges, [0..4, 4..10]);
}

#[test]
fn samples_without_a_session_message_form_one() {
    let (recording, _) = fit(&heart_beats(3));
    let session = &recording.sessions[0];
    assert_eq!((session.samples.clone(), session.stated), (0..3, false));
    assert_eq!(session.start.unwrap().as_second(), 1_622_505_600);
}

#[test]
fn session_written_first_owns_the_records_after_it() {
    let file = session(FitFile::activity(), 1, 0, 2).define(1, 20, &[TIME]);
    let (recording, _) = fit(&file
        .message(1, &T0.to_le_bytes())
        .message(1, &(T0 + 1).to_le_bytes()));
    assert_eq!(recording.sessions.len(), 1);
    assert_eq!(recording.sessions[0].samples, 0..2);
}

#[test]
fn one_stray_clock_value_is_no_border_between_sessions() {
    let file = FitFile::activity().define(1, 20, &[TIME]);
    let file = [0, 1, 500, 3, 4, 5].iter().fold(file, |file, second| {
        file.message(1, &(T0 + second).to_le_bytes())
    });
    let (recording, _) = fit(&session(session(file, 5, 0, 3), 1, 4, 6));
    let ranges: Vec<_> = recording
        .sessions
        .iter()
        .map(|session| session.samples.clone())
        .collect();
    assert_eq!(ranges, [0..4, 4..6]);
}

#[test]
fn clock_that_counts_from_power_on_is_said() {
    // 2^28 seconds are the border between such clocks and dates.
    for (time, expected) in [
        ((1_u32 << 28) - 1, vec!["clock_not_set"]),
        (1 << 28, vec![]),
    ] {
        let file = FitFile::activity().define(1, 20, &[TIME]);
        assert_eq!(
            codes(&fit(&file.message(1, &time.to_le_bytes())).1),
            expected
        );
    }
}

#[test]
fn times_that_go_back_are_kept_as_they_are() {
    let file = FitFile::activity().define(1, 20, &[TIME]);
    let (recording, _) = fit(&file
        .message(1, &T0.to_le_bytes())
        .message(1, &(T0 - 5).to_le_bytes()));
    assert_eq!(recording.samples.unix_time_ms(1), Some(1_622_505_595_000));
}

#[test]
fn speed_and_distance_in_twelve_bits_roll_over() {
    // Speed 300/100 = 3 m/s; distance 4090/16, then 10/16: 16 sixteenths further.
    let file = FitFile::activity().define(1, 20, &[TIME, (8, 3, 0x0D)]);
    let packed = |speed: u32, distance: u32| (speed | distance << 12).to_le_bytes();
    let record =
        |second: u32, packed: [u8; 4]| [&(T0 + second).to_le_bytes()[..], &packed[..3]].concat();
    let file = file
        .message(1, &record(0, packed(300, 4090)))
        .message(1, &record(1, packed(300, 10)));
    let (recording, _) = fit(&file.message(1, &record(2, [0xFF; 4])));
    close(
        recording.samples.speed(0).map(|speed| speed.as_m_per_s()),
        3.0,
    );
    close(
        recording.samples.distance(0).map(|length| length.as_m()),
        4090.0 / 16.0,
    );
    close(
        recording.samples.distance(1).map(|length| length.as_m()),
        4106.0 / 16.0,
    );
    assert!(recording.samples.distance(2).is_none());
}

#[test]
fn heart_rates_of_hr_messages_are_no_samples() {
    let (recording, _) = fit(&heart_beats(2)
        .define(5, 132, &[(6, 1, 2)])
        .message(5, &[150]));
    assert_eq!(recording.samples.len(), 2);
    let unknown: Vec<_> = recording
        .unknown_messages
        .iter()
        .map(|one| (one.number, one.count))
        .collect();
    assert_eq!(unknown, [(132, 1)]);
}

#[test]
fn unknown_sport_keeps_its_number() {
    let (recording, _) = fit(&session(heart_beats(2), 222, 0, 2));
    assert_eq!(recording.sessions[0].sport.as_deref(), Some("222"));
}

#[test]
fn text_that_is_not_utf8_and_has_no_end_is_read_as_far_as_it_goes() {
    let file = heart_beats(1).define(5, 27, &[(254, 2, 0x84), (0, 4, 7)]);
    let (recording, _) = fit(&file.message(5, &[0, 0, b'a', 0xE9, b'b', b'c']));
    assert_eq!(
        recording.workout_steps[0].name.as_deref(),
        Some("a\u{FFFD}bc")
    );
}

#[test]
fn time_between_beats_is_an_array_with_a_scale_of_1000() {
    let file = heart_beats(1).define(5, 78, &[(0, 6, 0x84)]);
    let bytes = [800_u16.to_le_bytes(), 812_u16.to_le_bytes(), [0xFF; 2]].concat();
    assert_eq!(fit(&file.message(5, &bytes)).0.hrv_s, [0.8, 0.812]);
}

#[test]
fn altitude_is_barometric_only_when_the_file_says_so() {
    assert_eq!(
        fit(&heart_beats(1)).0.sessions[0].altitude_source,
        AltitudeSource::Unknown
    );
    let file = heart_beats(1).define(5, 23, &[(25, 1, 0), (1, 1, 2)]);
    let (recording, _) = fit(&file.message(5, &[5, 4]));
    assert_eq!(
        recording.sessions[0].altitude_source,
        AltitudeSource::Barometric
    );
}

#[test]
fn settings_are_no_activity_and_a_course_is_said_to_be_one() {
    let settings = FitFile::of_type(2).bytes();
    assert!(
        matches!(decode_fit(&settings), Err(DecodeError::NotAnActivity { what }) if what.contains("settings"))
    );
    let course = FitFile::of_type(6)
        .define(1, 20, &[TIME])
        .message(1, &T0.to_le_bytes());
    assert_eq!(codes(&fit(&course).1), ["not_an_activity_file"]);
}

#[test]
fn developer_columns_times_samples_cannot_fill_the_memory() {
    // 2000 columns, 20,000 records of one byte, one value in each column at the very end.
    let mut file = FitFile::activity().define(3, 206, &[(0, 1, 2), (1, 1, 2), (2, 1, 2)]);
    let mut last = FitFile::activity();
    let keys: Vec<(u8, u8)> = (0..8)
        .flat_map(|index| (0..250).map(move |number| (index, number)))
        .collect();
    for &(index, number) in &keys {
        file = file.message(3, &[index, number, 2]);
    }
    file = file.define(1, 20, &[]);
    for _ in 0..20_000 {
        file = file.message(1, &[]);
    }
    for index in 0..8 {
        let fields: Vec<_> = (0..250).map(|number| (number, 1, index)).collect();
        file = file
            .define_with_developer(2, 20, &[], &fields)
            .message(2, &[7; 250]);
        last = last.define(1, 20, &[]);
    }
    let bytes = file.bytes();
    let (recording, warnings) = decode_fit(&bytes).unwrap();
    let cells: usize = recording
        .samples
        .developer()
        .iter()
        .map(|column| column.values.len())
        .sum();
    assert!(
        cells <= bytes.len() * 3 + 4096,
        "{cells} cells from {} bytes",
        bytes.len()
    );
    assert_eq!(codes(&warnings), ["developer_field_dropped"]);
}

const POINT: &str =
    "<trkpt lat=\"1.5\" lon=\"-2.25\"><ele>10</ele><time>2021-06-01T00:00:00Z</time></trkpt>";

fn gpx(inner: &str) -> String {
    format!("<?xml version=\"1.0\"?><gpx creator=\"x\">{inner}</gpx>")
}

fn only(bytes: &[u8]) -> (Recording, Vec<Warning>) {
    decode(bytes, &Limits::default())
        .unwrap()
        .pop()
        .unwrap()
        .outcome
        .unwrap()
}

#[test]
fn self_closed_track_points_count() {
    let text =
        gpx("<trk><trkseg><trkpt lat='1' lon='2'/><trkpt lon = \"4\" lat=\"3\" /></trkseg></trk>");
    let (recording, _) = only(text.as_bytes());
    assert_eq!(recording.samples.position_deg(1), Some((3.0, 4.0)));
    assert_eq!(
        (recording.samples.len(), recording.samples.unix_time_ms(0)),
        (2, None)
    );
}

#[test]
fn byte_order_mark_or_text_before_the_declaration_is_skipped() {
    let text = gpx(&format!("<trk><trkseg>{POINT}</trkseg></trk>"));
    for before in ["\u{FEFF}", "  \n", "junk \u{FEFF}"] {
        assert_eq!(
            only(format!("{before}{text}").as_bytes()).0.samples.len(),
            1,
            "{before:?}"
        );
    }
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(only(&wide).0.samples.position_deg(0), Some((1.5, -2.25)));
}

#[test]
fn undeclared_prefixes_and_all_kinds_of_extensions_are_read() {
    let point = |inner: &str| {
        let text = gpx(&format!(
            "<trk><trkseg><trkpt lat='1' lon='2'><extensions>{inner}</extensions></trkpt></trkseg></trk>"
        ));
        only(text.as_bytes()).0
    };
    let garmin = point(
        "<a:TrackPointExtension><a:hr>140</a:hr><a:cad>85</a:cad><a:atemp>-3</a:atemp></a:TrackPointExtension>",
    );
    close(garmin.samples.heart_rate_bpm(0), 140.0);
    close(garmin.samples.step_rate(0).map(|rate| rate.as_spm()), 170.0);
    close(garmin.samples.temperature(0).map(|t| t.as_c()), -3.0);
    let cluetrust = point("<gpxdata:hr>141</gpxdata:hr><gpxdata:distance>12.5</gpxdata:distance>");
    close(cluetrust.samples.heart_rate_bpm(0), 141.0);
    close(
        cluetrust.samples.distance(0).map(|length| length.as_m()),
        12.5,
    );
    let bare = point("<power>250</power><speed>3.5</speed>");
    close(bare.samples.power(0).map(|power| power.as_w()), 250.0);
    close(bare.samples.speed(0).map(|speed| speed.as_m_per_s()), 3.5);
}

#[test]
fn tracks_are_sessions_and_segments_stop_the_timer() {
    let later = POINT.replace("00:00:00Z", "01:00:00.5Z");
    let text = gpx(&format!(
        "<trk><type>Running</type><trkseg>{POINT}</trkseg><trkseg/><trkseg>{later}</trkseg></trk><trk><trkseg>{POINT}</trkseg></trk>"
    ));
    let (recording, _) = only(text.as_bytes());
    let ranges: Vec<_> = recording
        .sessions
        .iter()
        .map(|session| session.samples.clone())
        .collect();
    assert_eq!(ranges, [0..2, 2..3]);
    assert_eq!(recording.sessions[0].sport.as_deref(), Some("running"));
    assert_eq!(recording.samples.unix_time_ms(1), Some(1_622_509_200_500));
    let running: Vec<_> = recording
        .timer_events
        .iter()
        .map(|event| event.running)
        .collect();
    assert_eq!(running, [true, false, true, false, true, false]);
}

#[test]
fn times_without_a_zone_are_utc_and_said() {
    let text = gpx(&format!(
        "<trk><trkseg>{}</trkseg></trk>",
        POINT.replace("Z<", "<")
    ));
    let (recording, warnings) = only(text.as_bytes());
    assert_eq!(recording.samples.unix_time_ms(0), Some(1_622_505_600_000));
    assert_eq!(codes(&warnings), ["time_zone_missing"]);
}

#[test]
fn broken_document_keeps_the_points_before_the_break() {
    let text = gpx(&format!(
        "<trk><trkseg>{POINT}{POINT}{POINT}</trkseg></trk>"
    ));
    let third = text.rfind("<trkpt").unwrap();
    for end in [third + 3, third + 30, third + 45, text.len() - 8] {
        let (recording, warnings) = decode_gpx(&text.as_bytes()[..end]).unwrap();
        let whole = if end > third + 60 { 3 } else { 2 };
        assert_eq!(
            (recording.samples.len(), codes(&warnings)),
            (whole, vec!["xml_broken"]),
            "cut at {end}"
        );
        assert!(warnings[0].byte.unwrap() <= end as u64);
    }
}

#[test]
fn routes_and_waypoints_are_no_activity() {
    let text = gpx("<wpt lat='1' lon='2'/><rte><rtept lat='1' lon='2'/></rte>");
    assert!(matches!(
        decode_gpx(text.as_bytes()),
        Err(DecodeError::NotAnActivity { .. })
    ));
}

fn tcx(sport: &str, points: &str) -> String {
    format!(
        "<TrainingCenterDatabase><Activities><Activity Sport=\"{sport}\"><Id>2021-06-01T00:00:00Z</Id>\
         <Lap StartTime=\"2021-06-01T00:00:00Z\"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>200</DistanceMeters>\
         <AverageHeartRateBpm><Value>99</Value></AverageHeartRateBpm><Track>{points}</Track></Lap>\
         <Creator><Name>Watch &amp; Co</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    )
}

#[test]
fn laps_and_points_of_tcx_do_not_mix() {
    let point = "<Trackpoint><Time>2021-06-01T00:00:01Z</Time><DistanceMeters>3.5</DistanceMeters><HeartRateBpm><Value>140</Value></HeartRateBpm></Trackpoint>";
    let (recording, warnings) = only(tcx("Running", point).as_bytes());
    assert_eq!((recording.format, warnings), (Format::Tcx, vec![]));
    close(recording.samples.heart_rate_bpm(0), 140.0);
    close(
        recording.samples.distance(0).map(|length| length.as_m()),
        3.5,
    );
    close(
        recording.laps[0]
            .totals
            .distance
            .map(|length| length.as_m()),
        200.0,
    );
    let session = &recording.sessions[0];
    assert_eq!(
        (session.sport.as_deref(), session.n_laps),
        (Some("running"), 1)
    );
    close(session.timer.map(|timer| timer.as_s()), 60.0);
    assert_eq!(
        recording.device.unwrap().product.as_deref(),
        Some("Watch & Co")
    );
}

#[test]
fn cadence_of_one_leg_is_doubled_and_of_both_is_not() {
    for (sport, cadence, expected) in [
        ("Running", 85, Some(170.0)),
        ("Running", 170, Some(170.0)),
        ("Walking", 55, Some(110.0)),
        ("Walking", 110, Some(110.0)),
        ("Biking", 85, None),
    ] {
        let point = format!(
            "<Trackpoint><Extensions><x:TPX><x:RunCadence>{cadence}</x:RunCadence></x:TPX></Extensions></Trackpoint>"
        );
        let rate = decode_tcx(tcx(sport, &point).as_bytes())
            .unwrap()
            .0
            .samples
            .step_rate(0);
        assert_eq!(
            rate.map(|rate| rate.as_spm()),
            expected,
            "{sport} {cadence}"
        );
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zipped(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn archive_members_have_each_their_own_outcome() {
    let whole = heart_beats(3).bytes();
    let archive = zipped(&[
        ("a.fit", whole.clone()),
        ("photo.jpg", vec![0xFF, 0xD8, 0xFF, 0xE0]),
        ("b.fit.gz", gzip(&whole)),
        ("broken.fit", whole[..15].to_vec()),
        (
            "inner.zip",
            zipped(&[("c.gpx", gpx(&format!("<trk>{POINT}</trk>")).into_bytes())]),
        ),
    ]);
    let files = decode(&archive, &Limits::default()).unwrap();
    let outcomes: Vec<_> = files
        .iter()
        .map(|file| {
            (
                file.name.as_deref().unwrap(),
                file.outcome.as_ref().ok().map(|(one, _)| one.samples.len()),
            )
        })
        .collect();
    let expected = [
        ("a.fit", Some(3)),
        ("photo.jpg", None),
        ("b.fit.gz", Some(3)),
        ("broken.fit", None),
        ("inner.zip!c.gpx", Some(1)),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(
        files[0].sha256, files[2].sha256,
        "the sum is of the innermost bytes"
    );
}

#[test]
fn archive_that_unpacks_without_end_is_refused() {
    let bomb = gzip(&vec![0; 20_000_000]);
    let refused =
        |outcome: Result<_, DecodeError>| matches!(outcome, Err(DecodeError::TooLarge { .. }));
    assert!(
        refused(decode(&bomb, &Limits::default()).map(drop)),
        "20 MB from {} bytes",
        bomb.len()
    );
    let archive = zipped(&[("a", vec![0; 20_000_000])]);
    assert!(refused(decode(&archive, &Limits::default()).map(drop)));
    let small = Limits {
        unpacked_bytes: 10,
        ..Limits::default()
    };
    assert!(refused(decode(&gzip(&[1; 11]), &small).map(drop)));
}

#[test]
fn cut_archive_keeps_the_samples_before_the_cut() {
    let packed = gzip(&heart_beats(100).bytes());
    let (recording, warnings) = only(&packed[..packed.len() - 12]);
    assert!(recording.samples.len() > 50, "{}", recording.samples.len());
    assert!(codes(&warnings).contains(&"archive_broken"));
}

#[test]
fn what_is_no_recording_is_named() {
    for (bytes, word) in [
        (&b"a,b\n1,2\n"[..], "plain text"),
        (b"<html>", "XML"),
        (&[0; 40], "zero"),
        (b"\xFF\xD8\xFF", "JPEG"),
    ] {
        let error = decode(bytes, &Limits::default())
            .unwrap()
            .pop()
            .unwrap()
            .outcome
            .unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
    }
    let error = decode(b"", &Limits::default())
        .unwrap()
        .pop()
        .unwrap()
        .outcome
        .unwrap_err();
    assert_eq!(error, DecodeError::TooShort { bytes: 0 });
}
