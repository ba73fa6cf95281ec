/** The texts of the demand as old forms ask for them, with their labels. */
export const DEMAND_LABELS = [
  ['needOrderType', '订单类型'],
  ['needWorkingHours', '工作时间'],
  ['needSalary', '薪资要求'],
  ['needRestTime', '休息时间'],
  ['needFamilyMembers', '家庭成员'],
  ['needServiceAddress', '服务地址'],
  ['needHouseArea', '房屋面积'],
  ['needWorkContent', '工作内容'],
  ['needServicePeriod', '服务周期'],
  ['needOnboardingTime', '上户时间'],
  ['needRemarks', '需求备注'],
] as const
