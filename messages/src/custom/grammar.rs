//! The second check of a template: its expressions. Everything that is not allowed is refused.

use minijinja::{
    machinery::{
        Span,
        ast::{BinOpKind, CallArg, Expr, Filter, ForLoop, GetAttr, Spanned, Stmt, UnaryOpKind},
        parse,
    },
    syntax::SyntaxConfig,
    value::ValueKind,
};

use super::{
    fault::{Fault, MAX_FAULTS},
    tokens,
    vocabulary::{self, variables},
};

/// The filters of own templates, and the number of arguments of each.
const FILTERS: [(&str, usize); 9] = [
    ("upper", 0),
    ("lower", 0),
    ("title", 0),
    ("trim", 0),
    ("default", 1),
    ("join", 1),
    ("first", 0),
    ("last", 0),
    ("length", 0),
];

/// The fields of `loop`.
const LOOP: [&str; 4] = ["first", "last", "index", "length"];

/// The maximum length of a list's separator, in bytes.
const MAX_SEPARATOR_LENGTH: usize = 20;

/// The errors in `source`. It is neither compiled nor run before it has none.
pub(super) fn faults(source: &str) -> Vec<Fault> {
    let faults = tokens::faults(source);
    if !faults.is_empty() {
        return faults;
    }
    match parse(source, "", SyntaxConfig::default()) {
        Ok(template) => {
            let mut reader = Reader::default();
            reader.statement(&template);
            reader.faults
        }
        Err(error) => vec![Fault::of_syntax(&error)],
    }
}

#[derive(Default)]
struct Reader<'s> {
    faults: Vec<Fault>,
    /// The variables of the enclosing loops, the innermost last.
    loops: Vec<&'s str>,
}

impl<'s> Reader<'s> {
    fn refuse(&mut self, span: Span, code: &'static str, message: impl Into<String>) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault::at(span, code, message));
        }
    }

    fn statements(&mut self, statements: &[Stmt<'s>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt<'s>) {
        match statement {
            Stmt::Template(template) => self.statements(&template.children),
            Stmt::EmitRaw(_) => {}
            Stmt::EmitExpr(emit) => self.expression(&emit.expr),
            Stmt::IfCond(branch) => {
                self.expression(&branch.expr);
                self.statements(&branch.true_body);
                self.statements(&branch.false_body);
            }
            Stmt::ForLoop(each) => self.each(each),
            _ => self.refuse(Span::default(), "unknown_tag", "there are only if and for"),
        }
    }

    fn each(&mut self, each: &Spanned<ForLoop<'s>>) {
        let lists = || named(variables().iter().filter(|variable| variable.list).map(|variable| variable.name));
        let is_list = |name| !self.loops.contains(&name) && vocabulary::find(name).is_some_and(|found| found.list);
        if !matches!(&each.iter, Expr::Var(list) if is_list(list.id)) {
            self.refuse(each.iter.span(), "not_a_list", format!("for goes through a list: {}", lists()));
        }
        if each.recursive {
            self.refuse(each.span(), "unknown_tag", "a loop can't be recursive");
        }
        let Expr::Var(item) = &each.target else {
            return self.refuse(each.target.span(), "syntax", "for gives each item one name");
        };
        self.loops.push(item.id);
        if let Some(condition) = &each.filter_expr {
            self.expression(condition);
        }
        self.statements(&each.body);
        self.loops.pop();
        self.statements(&each.else_body);
    }

    fn expression(&mut self, expression: &Expr<'s>) {
        use BinOpKind::{Eq, Gt, Gte, In, Lt, Lte, Ne, ScAnd, ScOr};
        match expression {
            Expr::Var(variable) => self.variable(variable.id, &[], variable.span()),
            Expr::GetAttr(attribute) => self.attribute(attribute),
            Expr::Const(constant) => {
                if matches!(constant.value.kind(), ValueKind::None | ValueKind::Undefined) {
                    let message = "there is no none here; ask with if whether a fact is known";
                    self.refuse(constant.span(), "unknown_variable", message);
                }
            }
            Expr::UnaryOp(operation) if matches!(operation.op, UnaryOpKind::Not) => self.expression(&operation.expr),
            Expr::BinOp(operation) if matches!(operation.op, Eq | Ne | Lt | Lte | Gt | Gte | ScAnd | ScOr | In) => {
                self.expression(&operation.left);
                self.expression(&operation.right);
            }
            Expr::Compare(comparison) => {
                self.expression(&comparison.expr);
                comparison.ops.iter().for_each(|operation| self.expression(&operation.expr));
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr);
                self.expression(&choice.true_expr);
                choice.false_expr.iter().for_each(|other| self.expression(other));
            }
            Expr::Filter(filter) => self.filter(filter),
            other => {
                let message = format!("a {} is more than templates may do", other.description());
                self.refuse(other.span(), "unknown_sign", message);
            }
        }
    }

    /// The names in `a.b.c` from left to right, if it begins with a variable.
    fn attribute(&mut self, attribute: &Spanned<GetAttr<'s>>) {
        let mut names = vec![attribute.name];
        let mut base = &attribute.expr;
        while let Expr::GetAttr(inner) = base {
            names.push(inner.name);
            base = &inner.expr;
        }
        names.reverse();
        match base {
            Expr::Var(variable) => self.variable(variable.id, &names, variable.span()),
            other => self.refuse(other.span(), "unknown_sign", "only a variable has parts"),
        }
    }

    fn variable(&mut self, base: &'s str, parts: &[&str], span: Span) {
        let name = [&[base], parts].concat().join(".");
        let unknown = |about: String| format!("there is no variable {name} here; {about}");
        if self.loops.contains(&base) {
            if !parts.is_empty() {
                self.refuse(span, "unknown_variable", unknown(format!("{base} is a text, and has no parts")));
            }
        } else if base == "loop" && !self.loops.is_empty() {
            if !matches!(parts, [part] if LOOP.contains(part)) {
                let there_are = LOOP.map(|part| format!("loop.{part}")).join(", ");
                self.refuse(span, "unknown_variable", unknown(format!("of a loop there are {there_are}")));
            }
        } else if vocabulary::find(&name).is_none() {
            let there_are = named(variables().iter().map(|variable| variable.name));
            self.refuse(span, "unknown_variable", unknown(format!("there are {there_are}")));
        }
    }

    fn filter(&mut self, filter: &Spanned<Filter<'s>>) {
        if let Some(expression) = &filter.expr {
            self.expression(expression);
        }
        let Some(&(_, arguments)) = FILTERS.iter().find(|(name, _)| *name == filter.name) else {
            let there_are = named(FILTERS.map(|(name, _)| name));
            let message = format!("there is no filter {} here; there are {there_are}", filter.name);
            return self.refuse(filter.span(), "unknown_filter", message);
        };
        if filter.args.len() != arguments {
            let message = format!("{} takes {arguments} arguments, not {}", filter.name, filter.args.len());
            self.refuse(filter.span(), "wrong_arguments", message);
        }
        for argument in &filter.args {
            let CallArg::Pos(argument) = argument else {
                self.refuse(filter.span(), "wrong_arguments", "arguments have no names here");
                continue;
            };
            let separator = |value: &Expr<'_>| match value {
                Expr::Const(text) => text.value.as_str().is_some_and(|text| text.len() <= MAX_SEPARATOR_LENGTH),
                _ => false,
            };
            if filter.name == "join" && !separator(argument) {
                let message = format!("join takes a text in quotes, of {MAX_SEPARATOR_LENGTH} bytes at most");
                self.refuse(argument.span(), "wrong_arguments", message);
            }
            self.expression(argument);
        }
    }
}

fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}
