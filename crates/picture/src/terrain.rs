use crate::scale::{Scale, extent, known, number};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// One kind of ground.
#[derive(Clone, Copy, Debug)]
pub struct TerrainRow<'a> {
    /// Its name ("Downhill").
    pub name: &'a str,
    /// Its share of the way, 0 to 1.
    pub way_fraction: f64,
    /// Its share of the load, 0 to 1.
    pub load_fraction: f64,
    /// Step of the load ramp it is drawn in, 1 to 6.
    pub step: u8,
}

/// Share of the way beside share of the load, for each kind of ground.
#[derive(Clone, Copy, Debug)]
pub struct TerrainSplit<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// From above.
    pub rows: &'a [TerrainRow<'a>],
    /// Heads of the table: ground, share of the way, share of the load.
    pub table_head: [&'a str; 3],
}

const LEFT: f64 = 78.0;
const RIGHT: f64 = 306.0;
const ROW: f64 = 42.0;

impl TerrainSplit<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let rows = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let mut pen = Pen::drawing("chart", (358.0, 6.0 + ROW * rows), self.label);
        let shares = self
            .rows
            .iter()
            .flat_map(|r| [r.way_fraction, r.load_fraction]);
        let most = extent(shares).map_or(1.0, |it| it.1).clamp(0.1, 1.0);
        let x = Scale::new((0.0, most), (LEFT, RIGHT));
        for (i, row) in (0_u32..).zip(self.rows) {
            draw_row(&mut pen, row, 4.0 + ROW * f64::from(i), &x);
        }
        pen.path("axis", &Path::default().to((LEFT, 2.0)).v(4.0 + ROW * rows));
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for row in self.rows {
            table.row([
                row.name.to_owned(),
                percent(row.way_fraction),
                percent(row.load_fraction),
            ]);
        }
        table
    }
}

fn draw_row(pen: &mut Pen, row: &TerrainRow<'_>, y: f64, x: &Scale) {
    pen.text((0.0, y + 23.0), Anchor::Start, "strong", row.name);
    if let Some(at) = x.at(row.way_fraction) {
        pen.rect("axis", (LEFT, y + 3.0), (at - LEFT, 11.0));
        pen.text(
            (at + 6.0, y + 13.0),
            Anchor::Start,
            "",
            &percent(row.way_fraction),
        );
    }
    if let Some(at) = x.at(row.load_fraction) {
        let class = format!("ramp-step load-{}", row.step.clamp(1, 6));
        pen.rect(&class, (LEFT, y + 18.0), (at - LEFT, 13.0));
        pen.text(
            (at + 6.0, y + 29.0),
            Anchor::Start,
            "strong",
            &percent(row.load_fraction),
        );
    }
}

fn percent(fraction: f64) -> String {
    format!("{} %", number(100.0 * known(fraction).unwrap_or(0.0), 0))
}
