import { blankEntry, emptyDocument, type Bullet, type CvDocument } from '@qingpin/cv/document'
import type { Ctx } from '../context.ts'
import { create as createCv } from '../features/cvs/cvs.service.ts'

/** Ids in the order of the text, so that the demo is the same every time. */
let parts = 0
const partId = () => `d${(parts += 1).toString(36).padStart(5, '0')}`

const bullets = (...texts: string[]): Bullet[] => texts.map((text) => ({ id: partId(), text }))
const skill = (name: string, level: string) => ({ ...blankEntry('skills', partId()), name, level })

const ABOUT = {
  name: '方舟',
  phone: '13800000001',
  email: 'fangzhou@example.com',
  city: '杭州',
  gender: '男',
  birth: '1996-05',
  link: '',
}

const education = () => [
  {
    ...blankEntry('education', partId()),
    school: '钱江理工学院',
    major: '市场营销',
    degree: '本科',
    from: '2014-09',
    to: '2018-06',
    bullets: bullets('主修课：消费者行为、统计学、市场调研；毕业设计获优秀。'),
  },
]

const QINGHE = {
  company: '青禾智能科技（杭州）',
  city: '杭州',
  from: '2022-03',
  to: 'now',
}

const operations = (): CvDocument => ({
  ...emptyDocument(),
  basics: ABOUT,
  intention: { role: '产品运营', city: '杭州', pay: '18–25K', start: '一个月内' },
  work: [
    {
      ...blankEntry('work', partId()),
      ...QINGHE,
      role: '高级产品运营',
      bullets: bullets(
        '负责会员体系从0到1，上线8个月付费会员达到4.2万人，续费率从31%提高到47%。',
        '搭建用户分层和触达策略，与研发一起做了13次对照实验，其中5次全量上线。',
        '带2名运营，每周复盘并写成周报，报表从每周一天缩短到一小时。',
      ),
    },
    {
      ...blankEntry('work', partId()),
      company: '半亩方塘文化传播',
      role: '内容运营',
      city: '杭州',
      from: '2018-07',
      to: '2022-02',
      bullets: bullets(
        '负责公众号与社群，三年里关注人数从1.8万增长到21万，未买过量。',
        '策划“一城一席”线下活动26场，平均到场率82%，带来门店储值137万元。',
        '写成《社群运营手册》，供4个城市的同事使用。',
      ),
    },
  ],
  projects: [
    {
      ...blankEntry('projects', partId()),
      name: '会员日改版',
      role: '负责人',
      from: '2023-05',
      to: '2023-09',
      bullets: bullets('访谈24位老会员，把权益从11项减到5项；改版后当月活跃会员多了19%。'),
    },
  ],
  education: education(),
  skills: [skill('SQL', '熟练'), skill('用户分层', '精通'), skill('A/B 测试', '熟练'), skill('Figma', '了解')],
  languages: [{ ...blankEntry('languages', partId()), name: '英语', level: '六级' }],
  selfEvaluation: '做事有始有终，喜欢把复杂的事情讲简单。对数据敏感，对人耐心，愿意为结果负责。',
})

const analysis = (): CvDocument => ({
  ...emptyDocument(),
  basics: ABOUT,
  intention: { role: '数据分析', city: '杭州、上海', pay: '16–22K', start: '一个月内' },
  work: [
    {
      ...blankEntry('work', partId()),
      ...QINGHE,
      role: '高级产品运营（兼数据分析）',
      bullets: bullets(
        '建立会员生命周期指标24项，口径写成文档，5个部门共用。',
        '用 SQL 和 Python 做续费预测，提前30天找出可能流失的会员，召回率61%。',
        '设计并分析13次对照实验，给出样本量、检验方法和结论，避免了2次误判。',
      ),
    },
  ],
  education: education(),
  skills: [skill('SQL', '熟练'), skill('Python', '熟悉'), skill('Tableau', '熟练'), skill('统计检验', '熟悉')],
  certificates: [
    { ...blankEntry('certificates', partId()), name: '数据分析师（中级）', issuer: '行业协会', date: '2023-11' },
  ],
  languages: [{ ...blankEntry('languages', partId()), name: '英语', level: '六级' }],
  selfEvaluation: '从业务里来，知道一个数字后面是什么人。习惯先问清问题，再取数。',
})

/** Creates the two CVs of the demo's job seeker: for the present kind of work, and for the next. */
export async function seedCvs(ctx: Ctx): Promise<void> {
  await createCv({ ...ctx, now: ctx.now - 3_600_000 }, { document: analysis() })
  await createCv(ctx, { document: operations() })
}
