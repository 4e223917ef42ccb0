//! Enums without data that look the same here and in the core.

/// Converts such an enum in both directions. The build fails if one side lacks a case.
macro_rules! convert_enum {
    ($name:ident { $($case:ident),+ $(,)? }) => {
        impl From<ifilm_core::$name> for $name {
            fn from(value: ifilm_core::$name) -> Self {
                match value { $(ifilm_core::$name::$case => Self::$case),+ }
            }
        }

        impl From<$name> for ifilm_core::$name {
            fn from(value: $name) -> Self {
                match value { $($name::$case => Self::$case),+ }
            }
        }
    };
}

pub(crate) use convert_enum;
