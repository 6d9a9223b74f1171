//! Least squares for a handful of unknowns.
#![allow(
    clippy::indexing_slicing,
    reason = "matrix algebra by index, every size fixed by the matrix itself"
)]

/// Solves `rows` (coefficients and right side) in the least-squares sense. An unknown that no row
/// knows anything about comes out as 0.
pub fn solve(rows: &[(Vec<f64>, f64)]) -> Vec<f64> {
    let n = rows.first().map_or(0, |(row, _)| row.len());
    let (matrix, right) = normal(rows, n);
    let inverse = inverse(&matrix);
    inverse
        .iter()
        .map(|line| line.iter().zip(&right).map(|(a, b)| a * b).sum())
        .collect()
}

/// Variances of the solution for a residual variance of one.
pub fn variances(rows: &[(Vec<f64>, f64)]) -> Vec<f64> {
    let n = rows.first().map_or(0, |(row, _)| row.len());
    let (matrix, _) = normal(rows, n);
    let inverse = inverse(&matrix);
    (0..n)
        .map(|idx| {
            *inverse
                .get(idx)
                .and_then(|line| line.get(idx))
                .unwrap_or(&f64::NAN)
        })
        .collect()
}

/// Right side minus what the solution gives, row by row.
pub fn residuals(rows: &[(Vec<f64>, f64)], solution: &[f64]) -> Vec<f64> {
    rows.iter()
        .map(|(row, right)| right - row.iter().zip(solution).map(|(a, b)| a * b).sum::<f64>())
        .collect()
}

pub fn root_mean_square(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    (values.iter().map(|it| it * it).sum::<f64>() / values.len() as f64).sqrt()
}

fn normal(rows: &[(Vec<f64>, f64)], n: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut matrix = vec![vec![0.0; n]; n];
    let mut right = vec![0.0; n];
    for (row, value) in rows {
        for (a, (line, out)) in row.iter().zip(matrix.iter_mut().zip(&mut right)) {
            *out += a * value;
            for (b, cell) in row.iter().zip(line) {
                *cell += a * b;
            }
        }
    }
    (matrix, right)
}

/// By Gauss and Jordan with the largest pivot; lines that vanish stay zero.
fn inverse(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = matrix.len();
    let mut work: Vec<Vec<f64>> = matrix.to_vec();
    let mut out: Vec<Vec<f64>> = (0..n)
        .map(|line| (0..n).map(|column| f64::from(line == column)).collect())
        .collect();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|&a, &b| work[a][column].abs().total_cmp(&work[b][column].abs()));
        let Some(pivot) = pivot.filter(|&line| work[line][column].abs() > 1e-12) else {
            out[column].fill(0.0);
            continue;
        };
        work.swap(column, pivot);
        out.swap(column, pivot);
        let by = work[column][column];
        for value in work[column].iter_mut().chain(&mut out[column]) {
            *value /= by;
        }
        for line in 0..n {
            let factor = work[line][column];
            if line == column || factor == 0.0 {
                continue;
            }
            for idx in 0..n {
                let (a, b) = (work[column][idx], out[column][idx]);
                work[line][idx] -= factor * a;
                out[line][idx] -= factor * b;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_points_by_hand() {
        // 1, 2, 4 at 0, 1, 2: slope 3/2, intercept 7/3 - 3/2 = 5/6.
        let rows: Vec<(Vec<f64>, f64)> = [(0.0, 1.0), (1.0, 2.0), (2.0, 4.0)]
            .map(|(x, y)| (vec![1.0, x], y))
            .to_vec();
        let solution = solve(&rows);
        assert!((solution[0] - 5.0 / 6.0).abs() < 1e-12);
        assert!((solution[1] - 1.5).abs() < 1e-12);
        // Sum of squares of x about its mean is 2.
        assert!((variances(&rows)[1] - 0.5).abs() < 1e-12);
    }
}
