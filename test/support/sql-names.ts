import ts from 'typescript';

/** A table, view, sequence or function that an SQL text names, and where it stands in the file. */
export interface SqlName {
  name: string;
  line: number;
}

/** What stands for a `${…}` in the text of a template; no SQL name begins with it. */
const HOLE = ' \u0000 ';

/** The texts of a source file that may be SQL: literals and templates, comments left out. */
function texts(source: ts.SourceFile): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push({ text: node.text, line: lineOf(node) });
    else if (ts.isTemplateExpression(node)) {
      const text = node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('');
      found.push({ text, line: lineOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  visit(source);
  return found;
}

/** What is read: a name after FROM or JOIN that is no function. Names of the house are in small letters. */
const READ =
  /(?<!DISTINCT )\b(?:FROM|JOIN|USING)\s+(?:ONLY\s+|LATERAL\s+)?(?:public\.)?([a-z_][a-z0-9_]*)\b(?!\s*[(.])/g;
/** What is written; here a list of columns may follow. */
const WRITTEN = /\b(?:UPDATE|INTO|COPY|TRUNCATE)\s+(?:ONLY\s+)?(?:public\.)?([a-z_][a-z0-9_]*)\b(?!\.)/g;
/** The second and later of `FROM a x, b y`. */
const LISTED =
  /(?<=\b(?:FROM|JOIN)\s+(?:[a-z_]\w*(?:\s+(?:AS\s+)?[a-z_]\w*)?\s*,\s*)+)([a-z_][a-z0-9_]*)\b(?!\s*[(.])/g;
const OTHER = [/'([a-z_][a-z0-9_]*)'::regclass/g, /\bnextval\('([a-z_][a-z0-9_]*)'\)/g];
/** Names that the statement itself gives: WITH x AS (…), y AS (…). */
const OWN = /\b([a-z_][a-z0-9_]*)(?:\s*\([^()]*\))?\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/g;

/** Every name that the SQL of a TypeScript source reads from or writes to, those that the statement gives itself left out. */
export function sqlNames(path: string, code: string): SqlName[] {
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  return texts(source).flatMap(({ text, line }) => {
    const own = new Set([...text.matchAll(OWN)].map(([, name]) => name!));
    return [READ, WRITTEN, LISTED, ...OTHER].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) =>
        own.has(match[1]!)
          ? []
          : [{ name: match[1]!, line: line + text.slice(0, match.index).split('\n').length - 1 }],
      ),
    );
  });
}
