import { defineProblem, type Problem } from '../../errors/problem.js';
import { describeIntakeProblem, type IntakeProblem } from '../problems.js';

const unreadable = {
  en: 'The file cannot be taken in. Correct it and send it again.',
  zh: '文件无法导入，请更正后重新发送。',
};

const refusals: Record<string, ReturnType<typeof defineProblem>> = Object.fromEntries(
  (
    ['empty-file', 'encoding-unsupported', 'charset-unknown', 'header-mismatch', 'header-unreadable'] as const
  ).map((code) => [code, defineProblem(code, 422, unreadable)]),
);

/** The answer for a file that is refused whole. */
export function fileRefused(problem: IntakeProblem): Problem {
  const detail = describeIntakeProblem(problem);
  return (refusals[problem.code] ?? refusals['header-unreadable']!)({ detail });
}

export const uploadBroken = defineProblem('upload-broken', 400, {
  en: 'The upload broke off; nothing of it was kept. Send the file again.',
  zh: '上传中断，未保留任何内容，请重新发送文件。',
});

export const unknownMapping = defineProblem('unknown-mapping', 422, {
  en: 'There is no import mapping of this name for this kind of record.',
  zh: '没有适用于此类记录的该名称导入映射。',
});

export const mappingNotForFormat = defineProblem('mapping-not-applicable', 422, {
  en: 'Mappings are for CSV. NDJSON holds records in the form of the API and takes none.',
  zh: '映射仅适用于 CSV。NDJSON 的记录须为接口格式，不使用映射。',
});

export const mappingShipped = defineProblem('mapping-shipped', 409, {
  en: 'This mapping is shipped with the product and cannot be replaced. Use another name.',
  zh: '该映射随产品提供，不能替换，请使用其他名称。',
});

export const mappingWrong = defineProblem('mapping-wrong', 422, {
  en: 'The mapping cannot work. Each mistake is listed under errors.',
  zh: '映射无法使用，详见 errors。',
});
