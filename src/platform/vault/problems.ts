import { defineProblem } from '../errors/problem.js';

export const noMasterKey = defineProblem('no-master-key', 503, {
  en: 'The key that protects stored documents is not at hand. Tell the administrator: MASTER_KEY_FILE must name the file with the master keys.',
  zh: '保护已存资料的主密钥不可用。请联系管理员：MASTER_KEY_FILE 须指向主密钥文件。',
});
export const objectDamaged = defineProblem('object-damaged', 500, {
  en: 'What is stored does not pass its check and is not shown. Tell the administrator; a backup may hold it whole.',
  zh: '存储内容未通过完整性校验，不予显示。请联系管理员，备份中可能有完整数据。',
});
export const objectDestroyed = defineProblem('object-destroyed', 410, {
  en: 'Its key was destroyed when its retention ended. It cannot be read any more.',
  zh: '保存期限届满后其密钥已销毁，内容无法再读取。',
});
export const objectTooLarge = defineProblem('object-too-large', 413, {
  en: 'The file is too large to be stored.',
  zh: '文件过大，无法存储。',
});
