//! The layers of a request's path, named.

use maud::{Markup, html};

use crate::catalogue::Layer;
use crate::components::path_strip::layer_shape;

/// All layers with their names, none lit more than another.
pub(in crate::site) fn layer_legend() -> Markup {
    html! {
        ol class="layer-legend" {
            @for layer in Layer::ALL {
                li class="layer-legend__layer" data-layer=(layer.key()) {
                    (layer_shape(layer))
                    span { (layer.label()) }
                }
            }
        }
    }
}
