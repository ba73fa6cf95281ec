/** What a newly chosen password may not be. Free of zod, because the app's main package loads it. */

const PASSWORD_MIN = 8
/** Digits and signs around a known word that do not make it a secret. */
const MOST_AROUND = 8

/** Words that the lists of known passwords are made of, here and abroad; a year or a few digits beside one add nothing. */
const KNOWN_WORDS = (
  'password passwd passw admin administrator root guest user test welcome letmein login master monkey dragon ' +
  'sunshine princess football baseball superman batman shadow michael iloveyou loveyou trustno abc abcd abcde abcdef ' +
  'qwe qwer qwert qwerty qwertyuiop asd asdf asdfgh asdfghjkl zxc zxcv zxcvbn zxcvbnm qaz qazwsx qazwsxedc wsx edc aa aaa ' +
  'woaini woainima nihao mima mimashi caonima wangyut taobao weixin wechat alipay tencent baidu china zhongguo ' +
  'qingpin ayi jiazheng yuesao changeme secret default temp temporary hello computer internet samsung huawei xiaomi iphone'
).split(' ')
const KNOWN = new Set(KNOWN_WORDS)

/** Passwords of those lists that are more than a word and digits. */
const KNOWN_WHOLE = new Set(
  '1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 a1b2c3d4 a1s2d3f4 zaq12wsx zaq1xsw2 qweasd qweasdzxc 5201314 52013145201314 147258369 159357 789456123 741852963 963852741 123654789 123qweasd 11223344 1122334455 12344321 123321 12301230 woaini1314520 woaini520 woaini1314 1314520 p@ssw0rd pa55word'.split(
    ' ',
  ),
)

const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
]
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

const isRun = (text: string): boolean => text.length > 3 && RUNS.some((run) => run.includes(text))

/** One to four letters over and over: 12121212, abcabcabc. */
const isRepeated = (text: string): boolean => /^(.{1,4}?)\1+.{0,3}$/.test(text) && new Set(text).size <= 4

function isWellKnown(text: string): boolean {
  const lower = text.toLowerCase()
  if (KNOWN_WHOLE.has(lower) || isRun(lower) || isRepeated(lower)) return true
  // A word with digits and signs before or after it, as typed and with digits read as letters.
  const inner = (word: string) => word.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const read = (word: string) => word.replace(/[01345@$]/g, (sign) => LOOK_ALIKE[sign] ?? sign)
  const cores = [inner(lower), read(inner(lower)), inner(read(lower))]
  return cores.some((core) => KNOWN.has(core) && lower.length - core.length <= MOST_AROUND)
}

/** Whether it is the user name, forwards or backwards, with no more than a few signs around it. */
function isLike(text: string, username: string): boolean {
  const [secret, name] = [text.toLowerCase(), username.trim().toLowerCase()]
  if (name.length < 3) return false
  let turned = ''
  for (const sign of name) turned = sign + turned
  return [name, turned].some((one) => secret.includes(one) && secret.length - one.length < PASSWORD_MIN)
}

/** What is wrong with a newly chosen password, as a sentence; undefined when nothing is. */
export function passwordProblem(text: string, username?: string | null): string | undefined {
  if (text === '') return '请填密码。'
  if (text.length < PASSWORD_MIN) return `密码至少${PASSWORD_MIN}位，还差${PASSWORD_MIN - text.length}位。`
  if (/^(.)\1*$/.test(text)) return '不能全是同一个字符，太容易被猜到。'
  if (isWellKnown(text)) return '这个密码很多人在用，太容易被猜到，请换一个。'
  return username && isLike(text, username) ? '密码里不要用自己的用户名，太容易被猜到。' : undefined
}
