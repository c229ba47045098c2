//! Rhai as a parser and nothing else: set up so that every build of it gives the same tree.

use rhai::{AST, ASTNode, Engine, Module, ParseError, Position, Stmt};
use std::collections::BTreeMap;

/// A function of a script as Rhai keeps it, closures included.
pub(super) struct RawFunction {
    /// What a closure captures comes first.
    pub params: Vec<String>,
    pub statements: Vec<Stmt>,
    /// The closing brace; none for a closure whose body is a bare expression.
    pub end: Position,
    pub start: Position,
}

/// The statements at the top of a script, and its functions by name and number of parameters.
pub(super) struct Parsed {
    pub top: Vec<Stmt>,
    pub functions: BTreeMap<(String, usize), RawFunction>,
}

/// Why there is no tree.
pub(super) enum Failure {
    Syntax(ParseError),
    /// Alternatives of `switch` within one another make more nodes than a script of this size can mean.
    TooIntricate,
}

/// Nodes that may be visited: Rhai walks an arm of a `switch` once for each of its cases.
const VISITS: usize = 20_000_000;

/// Parses a script whose comments are blanked out and whose depth is checked.
pub(super) fn parse(text: &str) -> Result<Parsed, Failure> {
    let ast = engine().compile(text).map_err(Failure::Syntax)?;
    let mut functions = BTreeMap::new();
    let mut visits = 0_usize;
    for (_, _, name, arity, definition) in ast.shared_lib().iter_script_fn_info() {
        // a body can only be walked, so each function is put in a tree of its own
        let alone = AST::new(std::iter::empty::<Stmt>(), Module::from([definition.clone()]));
        let mut statements = Vec::new();
        alone.walk(&mut |path: &[ASTNode<'_>]| {
            if let [ASTNode::Stmt(statement)] = path {
                statements.push((*statement).clone());
            }
            visits += 1;
            visits < VISITS
        });
        if visits >= VISITS {
            return Err(Failure::TooIntricate);
        }
        let raw = RawFunction {
            params: definition.params.iter().map(ToString::to_string).collect(),
            statements,
            start: definition.body.start_position(),
            end: definition.body.end_position(),
        };
        functions.insert((name.to_owned(), arity), raw);
    }
    Ok(Parsed { top: ast.statements().to_vec(), functions })
}

/// The value of a string literal.
pub(super) fn string_value(literal: &str) -> Option<String> {
    let ast = engine().compile_expression(literal).ok()?;
    match ast.statements() {
        [Stmt::Expr(expr)] => expr.get_literal_value(None)?.into_string().ok(),
        _ => None,
    }
}

fn engine() -> Engine {
    // another crate's features may take API of `rhai` away: the glob goes before the stand-ins where it is there
    #[allow(unused_imports, reason = "holds the real names, where `rhai` has them")]
    use rhai::*;
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    // 0 is without limit: the token scan has bounded the depth, alike in every build
    engine.set_max_expr_depths(0, 0);
    engine
}

/// Stands in under `no_optimize`.
#[allow(dead_code, reason = "used only where `rhai` lacks it")]
#[derive(Clone, Copy)]
enum OptimizationLevel {
    None,
}

/// Stands in under `no_optimize` and `unchecked`; inherent methods go first.
#[allow(dead_code, reason = "used only where `rhai` lacks them")]
trait Absent {
    fn set_optimization_level(&mut self, _: OptimizationLevel) {}
    fn set_max_expr_depths(&mut self, _: usize, _: usize) {}
}

impl Absent for Engine {}

/// Runs `work` on a thread whose stack is deep enough to parse a script of so many levels.
///
/// `None` where the parser itself fails. Where there are no threads, the caller's stack must do.
pub(super) fn on_deep_stack<T: Send>(levels: usize, work: impl FnOnce() -> T + Send) -> Option<T> {
    let size = levels.saturating_mul(STACK_PER_LEVEL).saturating_add(1 << 20);
    let mut work = Some(work);
    let done = std::thread::scope(|scope| {
        let slot = &mut work;
        let run = move || slot.take().map(|work| work());
        let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, run).ok()?;
        thread.join().ok().flatten()
    });
    match work {
        Some(work) => Some(work()),
        None => done,
    }
}

/// Bytes of stack for one level: three times what Rhai's parser was seen to need without optimisation.
const STACK_PER_LEVEL: usize = 64 << 10;
