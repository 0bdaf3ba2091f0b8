//! `select!`, and what it is made of.

/// Defines structs that hold some fields of a model, for reads that ask for just these.
///
/// ```text
/// select! {
///     /// What the header of a shop shows.
///     pub struct Card of page { id, name, location: Place }
///
///     pub struct Place of location { city, country }
/// }
/// ```
///
/// - What stands behind `of` is a module with the fields of a model: one of requests that select from it, such as
///   `page`, or one of the module `fields` of the version, such as `fields::location`. Any path to it will do.
/// - A member is a field, with the type that the model has for it, so mostly an `Option`: the API leaves out what it
///   has no value for, and what the token may not see.
/// - `location: Place` selects inside an object, or inside each object of a list: the member is an `Option<Place>` or a
///   list of them, and `Place` has to select from the model of that field.
/// - Behind a semicolon stand edges of the node: `{ id; feed(limit = 3, order = "chronological"): Post }` has a member
///   `feed` that is an `Option<Paged<Post>>`, where `Post` is any selection. In brackets are the arguments of the API,
///   `limit`, `order`, `since`, `until` and others, with literals as values. A field that holds a list takes them too.
///   For values that are known later there is [`NestedList`](crate::NestedList).
/// - Documentation and attributes go to the struct and its members, but for `#[cfg]`, which belongs before `select!`
///   itself. The members are public.
/// - The structs have `Clone`, `PartialEq`, a `Debug` without secrets, and serde's `Serialize` and `Deserialize`, as
///   models have. A `#[derive(...)]` adds more.
///
/// The method `select` of a request takes such a struct: see [`Selection`](crate::Selection),
/// [`Selected`](crate::Selected) and the front page. A field that does not exist, was removed or is misspelt is an
/// error of the compiler at its place; a deprecated one is a warning.
#[macro_export]
macro_rules! select {
    ($($(#[$attribute:meta])* $visibility:vis struct $name:ident of $($node:ident)::+ { $($fields:tt)* })+) => {
        $($crate::__selection! { ($(#[$attribute])*) ($visibility) $name [$($node)::+] { $($fields)* } })+
    };
}

/// One struct of `select!`. The path of the module is in brackets, so that it can be repeated with every field.
#[doc(hidden)]
#[macro_export]
macro_rules! __selection {
    (($($attributes:tt)*) ($visibility:vis) $name:ident $node:tt {}) => {
        ::core::compile_error!(::core::concat!(
            "`", ::core::stringify!($name), "` selects no field; name at least one"
        ));
    };
    (($($attributes:tt)*) ($visibility:vis) $name:ident $node:tt {
        $($(#[$note:meta])* $field:ident $(($($argument:ident = $value:literal),* $(,)?))? $(: $inner:ty)?),+ $(,)?
        $(; $(
            $(#[$edge_note:meta])*
            $edge:ident $(($($edge_argument:ident = $edge_value:literal),* $(,)?))? : $item:ty
        ),+ $(,)?)?
    }) => {
        $($attributes)*
        #[derive(Clone, PartialEq)]
        $visibility struct $name {
            $($(#[$note])* #[doc = ""] pub $field: $crate::__selected!($node $field $($inner)?),)+
            $($(
                $(#[$edge_note])*
                #[doc = ""]
                pub $edge: ::core::option::Option<$crate::__private::Paged<$item>>,
            )+)?
        }

        impl $crate::Selection for $name {
            type Model = $crate::__selected!($node Model);
            const PICKS: &'static [$crate::__private::Pick] = &[
                $($crate::__private::Pick::new(
                    $crate::__private::key::<Self::Model>(::core::stringify!($field)),
                    ::core::concat!($($(".", ::core::stringify!($argument), "(", $value, ")"),*)?),
                    &[$($crate::__private::inner::<$crate::__selected!($node $field), $inner>())?],
                ),)+
                $($($crate::__private::Pick::new(
                    $crate::__private::plain(::core::stringify!($edge)),
                    ::core::concat!($($(".", ::core::stringify!($edge_argument), "(", $edge_value, ")"),*)?),
                    &[<$item as $crate::Selection>::PICKS],
                ),)+)?
            ];
        }

        impl $crate::__private::Decode for $name {
            fn decode(value: $crate::__private::Value) -> $crate::__private::Result<Self> {
                let mut object = $crate::__private::Object::read(value, ::core::stringify!($name))?;
                let decoded = Self {
                    $($field: $crate::__private::member::<_, Self>(&mut object, ::core::stringify!($field))?,)+
                    $($($edge: $crate::__private::edge(&mut object, ::core::stringify!($edge))?,)+)?
                };
                object.finish(decoded)
            }
        }

        impl $crate::__private::Encode for $name {
            fn encode(&self, mode: $crate::__private::Mode) -> $crate::__private::Value {
                $crate::__private::encode::<Self>(mode, &[
                    $((::core::stringify!($field), &self.$field),)+
                    $($((::core::stringify!($edge), &self.$edge),)+)?
                ])
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show(f, ::core::stringify!($name), self)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}

/// The type of a member: that of the field, or that of the field around another selection.
#[doc(hidden)]
#[macro_export]
macro_rules! __selected {
    ([$($node:tt)+] $field:ident) => { $($node)+::fields::$field };
    ([$($node:tt)+] $field:ident $inner:ty) => { $($node)+::fields::$field<$inner> };
}

/// Says that the fields of a model can be selected, and which of them are not called as the API calls them.
macro_rules! selectable {
    ($name:ident $(, $renamed:literal => $key:literal)* $(,)?) => {
        impl $crate::Selectable for $name {
            const RENAMED: &'static [(&'static str, &'static str)] = &[$(($renamed, $key)),*];
        }

        impl $crate::__private::Nested for $name {
            type Model = Self;
        }
    };
}

pub(crate) use selectable;
