//! The forms of a guide.

/// The form of a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScheduleForm {
    /// Rows of a table.
    Table,
    /// Entries of a list.
    List,
    /// A card for each entry.
    Cards,
    /// Tabs with the days, and a division for each.
    Tabs,
    /// A JSON array.
    Json,
}

impl ScheduleForm {
    /// All of them.
    pub const ALL: [ScheduleForm; 5] = [Self::Table, Self::List, Self::Cards, Self::Tabs, Self::Json];
}
