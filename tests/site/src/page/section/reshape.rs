//! Changes of the tree: tables instead of lists, divisions instead of elements with a meaning.

use super::node::{Element, Node, el};

/// The same content with a table in place of each element that has rows.
pub(super) fn in_tables(element: Element) -> Element {
    let Element { tag, attributes, children, has_rows } = element;
    let children = children.into_iter().map(|node| match node {
        Node::Element(child) => Node::Element(in_tables(child)),
        other => other,
    });
    if !has_rows {
        return Element { tag, attributes, children: children.collect(), has_rows };
    }
    let rows = children.map(|node| Node::Element(row(node))).collect();
    Element { tag: "table", attributes, children: rows, has_rows }
}

fn row(node: Node) -> Element {
    let cell = match node {
        Node::Element(child) if matches!(child.tag, "div" | "li" | "article" | "p") => {
            Element { tag: "td", ..child }
        }
        Node::Element(child) if child.tag == "tr" => return child,
        other => Element { children: vec![other], ..el("td", &[]) },
    };
    el("tr", &[]).child(cell)
}

/// The same content in elements without a meaning.
pub(super) fn in_divisions(element: Element) -> Element {
    let children = element.children.into_iter().map(|node| match node {
        Node::Element(child) => Node::Element(in_divisions(child)),
        other => other,
    });
    let tag = match element.tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "ul" | "ol" | "li" | "nav" | "table" | "tr"
        | "header" | "footer" | "article" | "section" => "div",
        "td" | "th" | "strong" | "b" | "time" | "button" => "span",
        other => other,
    };
    Element { tag, children: children.collect(), ..element }
}
