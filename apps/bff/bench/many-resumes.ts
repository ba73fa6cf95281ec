import { DAY_MS, yearsBefore } from '@qingpin/contract/core/days'
import Database from 'better-sqlite3'
import pg from 'pg'

/**
 * Invented resumes for `npm run bench`, the same ones each time. Words are drawn as in true texts: few are in nearly
 * every one, most in hardly any.
 */
export const FAMILY = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡'
export const GIVEN = '芳娟敏静秀丽艳霞玲桂英梅兰红燕萍云凤珍莲翠香月琴素华春花惠巧淑爱荣琳欣慧婷雪佳'
const PLACES = ['河南信阳', '四川南充', '安徽阜阳', '湖北黄冈', '江西上饶', '甘肃天水', '山东菏泽', '湖南邵阳']
const JOBS = ['yuesao', 'zhujia-yuer', 'baiban-yuer', 'zhujia-hulao', 'zhujia-baomu', 'baojie', 'xiaoshi', 'peiban']
const SKILLS = ['zhongcan', 'fushi', 'muying', 'cuiru', 'zaojiao', 'ertui', 'mianshi', 'shouyi', 'waiyu']
const SENTENCES = [
  '性格开朗有耐心',
  '做事细心负责',
  '带过双胞胎',
  '会做月子餐',
  '会给宝宝抚触洗澡',
  '能独立带睡',
  '做饭干净清淡',
  '懂得老人护理',
  '照顾过卧床老人',
  '会用吸尘器和洗地机',
  '普通话标准',
  '身体健康能吃苦',
  '有健康证',
  '客户评价很好',
  '辅食添加有经验',
  '早教游戏会做几十种',
  '夜里睡得浅听得见',
  '家常菜面食都会',
  '可以长期做',
  '喜欢孩子有爱心',
]
const RARE =
  '丞亘仄佰侃兖冽刎匀卯叁吾咏唔垚埔堃夙妤婉孜宥尧岚峥巍帆彤徽忻恺愔懿拓捷斐旭昀晗晟暄曦朔杉柏栩桢梓楷榕樱沁沛泓洛涵淇渝湘滢漪澄瀚炜烨熠爽玥珂珞琦瑜瑾璇璐瓒畅皓盈睿瞳'

/** Numbers that are spread like chance and never change. */
export function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const COLUMNS =
  `id version status created_at updated_at name phone_last4 phone_masked gender age born_on job_type education experience_years
  expected_salary native_place self_introduction order_status availability lead_source skills service_area
  work_experiences avatar_url`.split(/\s+/)

/** An age and the day that it is counted from. */
const aged = (age: number): [number, string] => [age, yearsBefore('2026-11-01', age)]

/** So many rows, values in the order of the columns. */
function* rows(count: number, until: number): Generator<(string | number)[]> {
  const below = dice(7)
  const of = <T>(all: ArrayLike<T>) => all[below(all.length)] as T
  for (let n = 0; n < count; n++) {
    const createdAt = until - DAY_MS - Math.floor(((count - n) * 900 * DAY_MS) / count)
    const seconds = Math.floor(createdAt / 1000)
    const id = seconds.toString(16).padStart(8, '0') + n.toString(16).padStart(16, '0')
    const last4 = String(below(10_000)).padStart(4, '0')
    const said = Array.from({ length: 26 }, (_, i) => (i % 9 === 8 ? of(RARE) + of(RARE) + of(RARE) : of(SENTENCES)))
    const introduction = `您好，我做这一行${below(20) + 1}年了，${said.join('，')}。`
    yield [
      id,
      1,
      below(10) === 0 ? 'draft' : 'pending',
      createdAt,
      createdAt,
      of(FAMILY) + of(GIVEN) + (below(4) ? of(GIVEN) : ''),
      last4,
      `13*****${last4}`,
      'female',
      ...aged(22 + below(38)),
      of(JOBS),
      of(['primary', 'middle', 'high', 'college']),
      below(20),
      4000 + below(120) * 100,
      of(PLACES) + '某县',
      introduction,
      of(['accepting', 'accepting', 'signed', 'on-service']),
      'available',
      of(['sales', 'xiaohongshu', 'other']),
      JSON.stringify([...new Set([of(SKILLS), of(SKILLS), of(SKILLS)])]),
      '[]',
      '[]',
      '',
    ]
  }
}

/** Writes so many resumes straight into a migrated SQLite database, as an older release left them: without an index. */
export function writeManyResumes(file: string, count: number, until: number): void {
  const database = new Database(file)
  const insert = database.prepare(`insert into resumes (${COLUMNS.join()}) values (${COLUMNS.map(() => '?').join()})`)
  database.transaction(() => {
    for (const row of rows(count, until)) insert.run(...row)
  })()
  database.close()
}

export const AT_ONCE = 500

/** What PostgreSQL does by itself some minutes after many rows have come: clears up, and counts which values there are. */
export async function vacuumPg(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

/** The same in PostgreSQL. */
export async function writeManyResumesToPg(url: string, count: number, until: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const write = (batch: (string | number)[][]) => {
    const places = batch.map((row, r) => `(${row.map((_, c) => `$${r * row.length + c + 1}`).join()})`)
    return client.query(`insert into resumes (${COLUMNS.join()}) values ${places.join()}`, batch.flat())
  }
  const batch: (string | number)[][] = []
  for (const row of rows(count, until)) {
    batch.push(row)
    if (batch.length === AT_ONCE) await write(batch.splice(0))
  }
  if (batch.length > 0) await write(batch)
  await client.end()
  await vacuumPg(url)
}
