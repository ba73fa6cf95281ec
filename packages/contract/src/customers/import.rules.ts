/** The table of customers that comes in and goes out: its columns, their headings, and the limits of an import. Free of zod. */

import { comparableText } from '../core/text.ts'
import { labelOf, type ValueOf } from '../core/choices.ts'
import type { ContractStatus, LeadLevel } from './customers.enums.ts'

const MB = 1024 * 1024
export const IMPORT_MOST = { rows: 10_000, bytes: 5 * MB } as const
/** Days after which the rows of an import that was never started are removed, and those of one that was. */
export const IMPORT_DAYS = { draft: 1, started: 30 } as const
/** Rows of the preview, and of its problems. */
export const PREVIEW_ROWS = 5
export const PREVIEW_PROBLEMS = 20

/** The columns of the table, by the field that each one fills. `owner` names a colleague. */
export const TABLE_COLUMNS = [
  { value: 'name', label: '姓名' },
  { value: 'phone', label: '手机号' },
  { value: 'wechatId', label: '微信号' },
  { value: 'leadSource', label: '来源' },
  { value: 'contractStatus', label: '合同状态' },
  { value: 'leadLevel', label: '级别' },
  { value: 'owner', label: '负责人' },
  { value: 'serviceCategory', label: '服务' },
  { value: 'salaryBudget', label: '预算' },
  { value: 'salaryBudgetMin', label: '最低预算' },
  { value: 'stayIn', label: '住家' },
  { value: 'likes', label: '偏好' },
  { value: 'expectedStartDate', label: '上户日期' },
  { value: 'expectedDeliveryDate', label: '预产期' },
  { value: 'serviceDays', label: '服务天数' },
  { value: 'restSchedule', label: '休息' },
  { value: 'area', label: '区域' },
  { value: 'address', label: '地址' },
  { value: 'homeArea', label: '面积' },
  { value: 'familySize', label: '家庭人数' },
  { value: 'ageRequirement', label: '年龄要求' },
  { value: 'genderRequirement', label: '性别要求' },
  { value: 'originRequirement', label: '籍贯要求' },
  { value: 'educationRequirement', label: '学历要求' },
  { value: 'dealAmount', label: '成交金额' },
  { value: 'idCardNumber', label: '身份证号' },
  { value: 'remarks', label: '备注' },
  { value: 'needOrderType', label: '需求：类型' },
  { value: 'needWorkingHours', label: '需求：工作时间' },
  { value: 'needSalary', label: '需求：工资' },
  { value: 'needRestTime', label: '需求：休息时间' },
  { value: 'needFamilyMembers', label: '需求：家里几口人' },
  { value: 'needServiceAddress', label: '需求：服务地址' },
  { value: 'needHouseArea', label: '需求：房子大小' },
  { value: 'needWorkContent', label: '需求：工作内容' },
  { value: 'needRemarks', label: '需求：其他' },
  { value: 'needServicePeriod', label: '需求：服务多久' },
  { value: 'needOnboardingTime', label: '需求：什么时候上户' },
] as const
export type TableColumn = ValueOf<typeof TABLE_COLUMNS>

/** Other headings that mean the same, as agencies and other programs write them. */
const SYNONYMS: Partial<Record<TableColumn, readonly string[]>> = {
  name: ['名字', '客户姓名', '客户名称', '客户', '称呼', '客户称呼', '联系人', '雇主', '雇主姓名', 'name'],
  phone: [
    '手机',
    '电话',
    '手机号码',
    '电话号码',
    '联系电话',
    '联系方式',
    '客户电话',
    '客户手机',
    '移动电话',
    'phone',
    'mobile',
    'tel',
  ],
  wechatId: ['微信', '微信账号', '客户微信', 'wechat', 'weixin', 'vx'],
  leadSource: ['线索来源', '客户来源', '渠道', '来源渠道', '获客渠道', 'source'],
  contractStatus: ['状态', '客户状态', '签约状态', '跟进状态'],
  leadLevel: ['等级', '客户级别', '客户等级', '线索等级', '线索级别', '意向等级', '意向'],
  owner: [
    '归属人',
    '跟进人',
    '所属人',
    '所属员工',
    '所属销售',
    '销售',
    '顾问',
    '跟进人员',
    '负责员工',
    '客户负责人',
    'owner',
  ],
  serviceCategory: ['服务类型', '服务类别', '服务品类', '需求品类', '工种', '服务项目', '需求类型'],
  salaryBudget: ['薪资预算', '工资预算', '月薪预算', '预算薪资', '预算工资', '薪资', '工资', '月薪', '客户预算'],
  expectedStartDate: [
    '期望上户日期',
    '期望上户时间',
    '上户时间',
    '预计上户',
    '预计上户日期',
    '到岗时间',
    '到岗日期',
    '期望开始日期',
  ],
  expectedDeliveryDate: ['预产日期', '预产时间', '生产日期'],
  serviceDays: ['天数', '服务时长', '服务周期天数'],
  restSchedule: ['休息方式', '休假', '休息制度', '休息安排'],
  area: ['区', '城区', '所在区', '所在区域', '地区'],
  address: ['详细地址', '家庭地址', '服务地址', '住址', '客户地址'],
  homeArea: ['房屋面积', '住房面积', '家庭面积', '房子面积'],
  familySize: ['家庭人口', '人口', '家里人数', '家庭成员数'],
  ageRequirement: ['年龄'],
  genderRequirement: ['性别'],
  originRequirement: ['籍贯', '地域要求'],
  educationRequirement: ['学历'],
  dealAmount: ['成交额', '签约金额', '合同金额', '服务费', '金额'],
  idCardNumber: ['身份证', '身份证号码', '证件号', '证件号码'],
  remarks: ['说明', '客户备注', '其他', '其它', '补充', '备注信息', 'remark', 'remarks', 'notes'],
  needWorkContent: ['工作内容', '服务内容', '需求', '客户需求', '需求描述'],
  needWorkingHours: ['工作时间'],
  needServicePeriod: ['服务周期', '服务期限'],
}

/** What the file of refused rows has besides, which comes in again and means nothing. */
export const LINE_HEADING = '行号'
export const REASON_HEADING = '没有导入的原因'

const columnOf = new Map<string, TableColumn>(
  TABLE_COLUMNS.flatMap(({ value, label }) =>
    [label, ...(SYNONYMS[value] ?? [])].map((text) => [plain(text), value] as const),
  ),
)

/** A heading as it is compared: without a remark in brackets and the star of what is needed. */
function plain(heading: string): string {
  return comparableText(heading.replace(/[（(【[].*?[）)】\]]/g, '').replace(/[*＊:：/]/g, ''))
}

/** Every heading that is understood without being asked for. */
export const KNOWN_HEADINGS: readonly string[] = [
  ...TABLE_COLUMNS.flatMap(({ value, label }) => [label, ...(SYNONYMS[value] ?? [])]),
  LINE_HEADING,
  REASON_HEADING,
]

/** What each column of a file is by its heading; null where it is not known. The first one of two that mean the same counts. */
export function columnsByHeading(headings: readonly string[]): (TableColumn | null)[] {
  const taken = new Set<TableColumn>()
  return headings.map((heading) => {
    const column = columnOf.get(plain(heading))
    if (!column || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

/** Columns that hold days, in which a bare number may be the serial of one. */
export const DAY_COLUMNS: readonly TableColumn[] = ['expectedStartDate', 'expectedDeliveryDate']
/** How spreadsheet programs count days: from the end of 1899, or on old Macs from 1904. */
export const SERIALS = [
  { value: '1900', label: '是日期' },
  { value: '1904', label: '是日期（苹果旧版表格）' },
] as const
export type Serials = ValueOf<typeof SERIALS>

const SERIAL = /^[2-7]\d{4}(?:\.\d+)?$/
/** Whether a cell of a day's column holds the bare serial of a day of our time. */
export const isSerial = (cell: string): boolean => SERIAL.test(cell.trim())

const DAYS_TO_1970 = { '1900': 25_569, '1904': 24_107 } as const
/** The day that a serial stands for, as `YYYY-MM-DD`. */
export const dayOfSerial = (cell: string, serials: Serials): string =>
  new Date((Math.floor(Number(cell)) - DAYS_TO_1970[serials]) * 86_400_000).toISOString().slice(0, 10)

/** To whom new customers go. */
export const IMPORT_OWNERS = [
  { value: 'none', label: '先不分配' },
  { value: 'me', label: '归我' },
  { value: 'column', label: '按“负责人”一列' },
] as const
/** What happens to a row whose number a customer has already. */
export const DUPLICATE_WAYS = [
  { value: 'skip', label: '跳过，列出来' },
  { value: 'fill', label: '只补空着的项' },
] as const
/** What can become of a row. */
export const ROW_RESULTS = [
  { value: 'waiting', label: '等着' },
  { value: 'created', label: '已导入' },
  { value: 'filled', label: '已补充' },
  { value: 'skipped', label: '已有，跳过' },
  { value: 'refused', label: '没有导入' },
] as const
export const IMPORT_STATES = [
  { value: 'draft', label: '还没开始' },
  { value: 'running', label: '正在导入' },
  { value: 'done', label: '导完了' },
  { value: 'stopped', label: '停下了' },
] as const
export const TABLE_FORMATS = [
  { value: 'xlsx', label: 'Excel 表格' },
  { value: 'csv', label: 'CSV 文件' },
] as const

type ImportOwner = ValueOf<typeof IMPORT_OWNERS>
type DuplicateWay = ValueOf<typeof DUPLICATE_WAYS>
export type RowResult = ValueOf<typeof ROW_RESULTS>
export type ImportState = ValueOf<typeof IMPORT_STATES>
export type TableFormat = ValueOf<typeof TABLE_FORMATS>

/** How a file is to be understood, and what its rows lack. */
export interface Plan {
  readonly columns: readonly (TableColumn | null)[]
  readonly leadSource: string
  readonly contractStatus: ContractStatus
  readonly leadLevel: LeadLevel
  readonly owner: ImportOwner
  readonly duplicates: DuplicateWay
  readonly serials: Serials | null
}

/** What a plan lacks, as sentences by field; none where it can be carried out. */
export function planProblems({
  columns,
  owner,
}: Pick<Plan, 'columns' | 'owner'>): { field: string; message: string }[] {
  const has = (column: TableColumn) => columns.includes(column)
  const chosen = columns.filter((column) => column !== null)
  const twice = chosen.find((column, i) => chosen.indexOf(column) !== i)
  const problems = [
    has('name') ? '' : '请选一下哪一列是姓名。',
    has('phone') || has('wechatId') ? '' : '请选一下哪一列是手机号或微信号。',
    owner === 'column' && !has('owner') ? '请选一下哪一列是负责人，或者换一种分配方式。' : '',
    twice ? `“${labelOf(TABLE_COLUMNS, twice)}”选了两列，只能选一列。` : '',
  ]
  return problems.filter((message) => message !== '').map((message) => ({ field: 'columns', message }))
}
