//! The tree of a page.

/// A part of a page.
pub(super) enum Node {
    Element(Element),
    Text(String),
    /// Markup as it is, which no style changes.
    Raw(String),
}

/// An element with its content.
pub(super) struct Element {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Node>,
    /// Whether each child is a row, where pages are made of tables.
    pub(super) has_rows: bool,
}

/// An element without content. Attributes with an empty value are not written.
pub(super) fn el(tag: &'static str, attributes: &[(&'static str, &str)]) -> Element {
    let attributes = attributes.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Element { tag, attributes, children: Vec::new(), has_rows: false }
}

impl Element {
    pub(super) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    pub(super) fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    pub(super) fn raw(mut self, html: &str) -> Self {
        self.children.push(Node::Raw(html.to_owned()));
        self
    }

    pub(super) fn rows(mut self) -> Self {
        self.has_rows = true;
        self
    }

    pub(super) fn is_void(&self) -> bool {
        matches!(self.tag, "meta" | "link" | "img" | "input" | "source" | "br")
    }
}
