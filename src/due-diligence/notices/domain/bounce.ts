/**
 * Whether a mail server's refusal for good says that the address itself does not exist or is shut, by its enhanced
 * status (RFC 3463: 5.1.x bad address, 5.2.1 mailbox disabled) or, where it gives none, by its reply code (RFC 5321:
 * 550, 551, 553). A refusal of the sender (5.1.7, 5.1.8), of the content or by policy says nothing of the address.
 */
export function condemnsAddress(code: string, answer: string): boolean {
  if (code === 'bad-address') return true;
  const enhanced = /(?<![\d.])5\.(\d{1,3})\.(\d{1,3})(?![\d.])/.exec(`${code} ${answer}`);
  if (enhanced) {
    const [subject, detail] = [Number(enhanced[1]), Number(enhanced[2])];
    return subject === 1 ? detail !== 7 && detail !== 8 : subject === 2 && detail === 1;
  }
  return /^(smtp-)?55[013]$/.test(code);
}
