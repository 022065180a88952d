//! The path strip, the mark of the product: the line from client to datastore, the layer lit where an error is made.

use std::cmp::Ordering;

use maud::{Markup, html};

use crate::catalogue::Layer;

/// A layer's shape in a box of 16 by 16, so that layers are told apart without colour.
const fn shape(layer: Layer) -> &'static str {
    match layer {
        // A screen on its foot.
        Layer::Client => "M2 3h12v8H2zM6 13h4v1.5H6z",
        // A tag with its name.
        Layer::Dns => "M2 4h8l4 4-4 4H2z",
        // A ring around the origin.
        Layer::Cdn => "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
        // One in, two out.
        Layer::LoadBalancer => "M8 2l6 5h-3.5v7h-5V7H2z",
        // A door.
        Layer::Gateway => "M2 14V2h12v12h-3.5V6h-5v8z",
        // A diamond between two sides.
        Layer::Proxy => "M8 1l7 7-7 7-7-7z",
        // A hexagon that runs the code.
        Layer::Runtime => "M8 1l6 3.5v7L8 15l-6-3.5v-7z",
        // A block of code.
        Layer::Application => "M2.5 2.5h11v11h-11z",
        // A cylinder.
        Layer::Datastore => "M2 4a6 2.5 0 0 1 12 0v8a6 2.5 0 0 1-12 0z",
    }
}

/// How the strip is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Every layer with its name.
    Full,
    /// A line of dots with the lit layer's shape and name, for lists: few elements, since a list has many of it.
    Small,
}

/// The whole path with `layer` lit, in which the error is made.
pub(crate) fn path_strip(layer: Layer, size: Size) -> Markup {
    html! {
        @match size {
            Size::Full => div class="path-strip" role="img" aria-label=(description(layer)) {
                @for other in Layer::ALL {
                    span class=(class_of(other, layer)) data-layer=(other.key()) {
                        (layer_shape(other))
                        span class="path-strip__label" { (other.label()) }
                    }
                }
            },
            Size::Small => span class="small-strip" data-layer=(layer.key()) {
                span class="small-strip__line" { (layer_shape(layer)) }
                span class="visually-hidden" { "Made in the " }
                (layer.label())
            },
        }
    }
}

fn description(layer: Layer) -> String {
    let passes: Vec<_> = Layer::ALL.into_iter().filter(|other| *other < layer).map(Layer::label).collect();
    match passes.as_slice() {
        [] => format!("Made in the {}.", layer.label()),
        [only] => format!("Made in the {}, passed on to the {only}.", layer.label()),
        [first, ..] => format!("Made in the {}, passed on through the layers before it to the {first}.", layer.label()),
    }
}

fn class_of(other: Layer, made: Layer) -> &'static str {
    match other.cmp(&made) {
        Ordering::Less => "path-strip__layer is-passed",
        Ordering::Equal => "path-strip__layer is-made",
        Ordering::Greater => "path-strip__layer is-beyond",
    }
}

/// A layer's shape, without a name of its own.
pub(crate) fn layer_shape(layer: Layer) -> Markup {
    html! {
        svg class="layer-shape" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" {
            path d=(shape(layer)) fill-rule="evenodd" {}
        }
    }
}
