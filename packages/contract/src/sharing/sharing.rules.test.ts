import { describe, expect, it } from 'vitest'
import { publicName, countyOf } from './sharing.rules.ts'

describe('the public name of a worker', () => {
  it.each([
    ['张桂兰', 'female', '张阿姨'],
    ['张建国', 'male', '张师傅'],
    ['欧阳春梅', 'female', '欧阳阿姨'],
    ['欧阳', 'female', '欧阿姨'],
    ['王', 'female', '王阿姨'],
    ['𠮷野家', 'female', '𠮷阿姨'],
    ['阿依古丽·买买提', 'female', '阿依古丽·**'],
    ['·买买提', 'female', '·**'],
    ['Anna Wang', 'female', 'A**'],
    ['', 'female', '**'],
  ])('%s (%s) is %s', (name, gender, shown) => {
    expect(publicName(name, gender)).toBe(shown)
  })
})

describe('a native place', () => {
  it.each([
    [null, null],
    ['', ''],
    ['四川成都', '四川成都'],
    ['河南省信阳市固始县往流镇李营村3组', '河南省信阳市固始县'],
    ['河南信阳平桥区新城小区3号', '河南信阳平桥区'],
    ['广西壮族自治区柳州市', '广西壮族自治区柳州市'],
    ['内蒙古自治区赤峰市', '内蒙古自治区赤峰市'],
    ['湖北黄冈李家村3组12号', '湖北黄冈李家'],
  ])('%s is shown as %s', (place, shown) => {
    expect(countyOf(place)).toBe(shown)
  })
})
