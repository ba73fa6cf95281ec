import { choices, type ValueOf } from '../core/choices.ts'

/** What a file of a resume is for. */
export const FILE_TYPES = choices([
  { value: 'idCardFront', label: '身份证正面' },
  { value: 'idCardBack', label: '身份证背面' },
  { value: 'personalPhoto', label: '个人照片' },
  { value: 'certificate', label: '技能证书' },
  { value: 'medicalReport', label: '体检报告' },
  { value: 'selfIntroductionVideo', label: '自我介绍视频' },
  { value: 'confinementMealPhoto', label: '月子餐照片' },
  { value: 'cookingPhoto', label: '烹饪照片' },
  { value: 'complementaryFoodPhoto', label: '辅食添加照片' },
  { value: 'positiveReviewPhoto', label: '好评展示' },
  { value: 'uniformPhoto', label: '工装照' },
])
export type FileType = ValueOf<typeof FILE_TYPES>
