import { describe, expect, it } from 'vitest'
import { dayIn } from './days.ts'
import { ageProblem, idNumberWarnings, nameProblem, phoneProblem, phoneQuery } from './identity.rules.ts'
import { Day, numberIn } from './fields.ts'
import { comparableText, foldedText, lookOf, sameText, storedName, storedText, wordsOf } from './text.ts'

describe('a text as it is stored', () => {
  it.each([
    ['王芳', '王芳'],
    ['  王芳\n', '王芳'],
    ['王\u200b芳', '王芳'],
    ['\ufeff王芳', '王芳'],
    ['王\u00ad芳', '王芳'],
    ['\u202e芳王\u202c', '芳王'],
    ['\u2066王芳\u2069', '王芳'],
    ['王\u200d芳', '王芳'],
    ['王\ufe0f芳', '王芳'],
    ['王\u0007芳', '王芳'],
    ['ＡＬＩＣＥ', 'ALICE'],
    ['ａｌｉｃｅ', 'alice'],
    ['０００２', '0002'],
    ['４８', '48'],
    ['　你好　', '你好'],
    ['你好，世界！', '你好，世界！'],
    ['（括号）：《书》', '（括号）：《书》'],
    ['一行\n二行', '一行\n二行'],
    ['e\u0301', 'é'],
    ['Ürümqi', 'Ürümqi'],
    ['👩\u200d🍳做饭', '👩\u200d🍳做饭'],
    ['❤\ufe0f', '❤\ufe0f'],
    ['𠮷野', '𠮷野'],
    ['\u200b\u202e', ''],
    ['\u3164', ''],
    ['\u2800', ''],
    ['', ''],
  ])('%j is %j', (text, stored) => {
    expect(storedText(text)).toBe(stored)
    expect(storedText(stored)).toBe(stored)
  })
})

describe('a name as it is stored', () => {
  it.each([
    ['买买提•吐尔逊', '买买提·吐尔逊'],
    ['买买提.吐尔逊', '买买提·吐尔逊'],
    ['买买提．吐尔逊', '买买提·吐尔逊'],
    ['买买提・吐尔逊', '买买提·吐尔逊'],
    ['买买提‧吐尔逊', '买买提·吐尔逊'],
    ['买买提 · 吐尔逊', '买买提·吐尔逊'],
    ['阿依古丽·买买提.江', '阿依古丽·买买提·江'],
    ['J. Smith', 'J. Smith'],
    ['王 \t 桂兰', '王 桂兰'],
    ['王\n桂兰', '王 桂兰'],
    ['李\u200d四', '李四'],
  ])('%j is %j', (text, stored) => {
    expect(storedName(text)).toBe(stored)
  })
})

describe('two spellings', () => {
  it.each([
    ['买买提·吐尔逊', '买买提•吐尔逊'],
    ['买买提·吐尔逊', '买买提.吐尔逊'],
    ['买买提·吐尔逊', '买买提．吐尔逊'],
    ['买买提·吐尔逊', '买买提・吐尔逊'],
    ['买买提·吐尔逊', '买买提‧吐尔逊'],
    ['买买提·吐尔逊', '买买提∙吐尔逊'],
    ['买买提·吐尔逊', '买买提⋅吐尔逊'],
    ['买买提·吐尔逊', '买买提･吐尔逊'],
    ['买买提·吐尔逊', '买买提吐尔逊'],
    ['买买提·吐尔逊', '买买提 吐尔逊'],
    ['王桂兰', '王 桂兰'],
    ['王桂兰', '王　桂兰'],
    ['王桂兰', ' 王桂兰 '],
    ['王桂兰', '王\u200b桂兰'],
    ['王桂兰', '王\u202e桂兰'],
    ['王桂兰', '王\u00a0桂兰'],
    ['Alice', 'ＡＬＩＣＥ'],
    ['Alice', 'alice'],
    ['Anna Wang', 'ANNAWANG'],
    ['Élodie', 'e\u0301lodie'],
    ['0002', '０００２'],
    ['３号楼', '3号楼'],
    ['a+b', 'Ａ＋Ｂ'],
    ['ẞ', 'ß'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
  ])('%j and %j are the same', (a, b) => {
    expect([sameText(a, b), sameText(b, a)]).toEqual([true, true])
  })

  it.each([
    ['王桂兰', '王桂芳'],
    ['王桂兰', '兰桂王'],
    ['Alice', 'Alicia'],
    ['é', 'e'],
    ['0002', '0020'],
    ['𠮷', '吉'],
    ['ß', 'ss'],
    ['', '王'],
  ])('%j and %j are not', (a, b) => {
    expect(sameText(a, b)).toBe(false)
  })

  it('of one sign each are one sign each, so that places in a text stay where they are', () => {
    for (const sign of ['İ', 'ß', 'ﬁ', 'ŉ', '🌸', 'Ａ']) expect([...comparableText(sign)]).toHaveLength(1)
  })
})

describe('a word that names one thing', () => {
  it.each([
    ['ＡＬＩＣＥ', 'alice'],
    ['li.hong', 'li.hong'],
    [' Li-Hong ', 'li-hong'],
    ['wx_\u200bChen', 'wx_chen'],
  ])('%j is %j', (text, folded) => {
    expect(foldedText(text)).toBe(folded)
  })
})

describe('the words of a search', () => {
  it.each([
    ['河南 月嫂', ['河南', '月嫂']],
    ['河南，月嫂', ['河南', '月嫂']],
    ['河南　月嫂', ['河南', '月嫂']],
    ['河南、信阳；月嫂', ['河南', '信阳', '月嫂']],
    ['月嫂 月嫂', ['月嫂']],
    ['ＡＮＮＡ 王', ['ANNA', '王']],
    ['买买提•吐尔逊 wx.lily', ['买买提•吐尔逊', 'wx.lily']],
    ['· \u200b', []],
    ['', []],
  ])('%j are %j', (search, words) => {
    expect(wordsOf(search)).toEqual(words)
  })
})

describe('the name of a person', () => {
  it.each([
    ['丽', undefined],
    ['王桂兰', undefined],
    ['买买提•吐尔逊', undefined],
    ['Anna Wang', undefined],
    ['𠮷野', undefined],
    ['김영희', undefined],
    ['Мария', undefined],
    ['张阿姨2号', undefined],
    ['小芳🌸', undefined],
    ['<b>x</b>', '姓名里不能有“<”。'],
    ['{{name}}', '姓名里不能有“{”。'],
    ['王[1]', '姓名里不能有“[”。'],
    ['\u200b', '请填姓名。'],
    ['\u202e\u202c', '请填姓名。'],
    ['\u3164\u3164', '请填姓名。'],
    ['   ', '请填姓名。'],
    ['…', '姓名里要有字。'],
    ['12345', '姓名里要有字。'],
    ['🌸', '姓名里要有字。'],
    ['王'.repeat(21), '姓名最多20个字。'],
  ])('%j: %s', (name, problem) => {
    expect(nameProblem(name)).toBe(problem)
  })
})

describe('a number of another kind', () => {
  it.each([
    ['+852 9123 4567', '这是香港的号码，现在只能用内地的11位手机号。'],
    ['00852-91234567', '这是香港的号码，现在只能用内地的11位手机号。'],
    ['85291234567', '这是香港的号码，现在只能用内地的11位手机号。'],
    ['＋８５２ ９１２３４５６７', '这是香港的号码，现在只能用内地的11位手机号。'],
    ['+853 6612 3456', '这是澳门的号码，现在只能用内地的11位手机号。'],
    ['+886 912 345 678', '这是台湾的号码，现在只能用内地的11位手机号。'],
    ['010-62345678', '这是座机号码，请填11位的手机号。'],
    ['0571 8765432', '这是座机号码，请填11位的手机号。'],
    ['（021）62345678', '这是座机号码，请填11位的手机号。'],
    ['400-810-8888', '这是400服务号码，请填11位的手机号。'],
    ['1381234567', '手机号要11位，还差1位。'],
    ['13812345678', undefined],
    ['１３８１２３４５６７８', undefined],
    ['138\u200b1234\u200b5678', undefined],
  ])('%j: %s', (text, problem) => {
    expect(phoneProblem(text)).toBe(problem)
  })
})

describe('a search by phone', () => {
  it.each([
    ['13812345678', { by: 'full', value: '13812345678' }],
    ['138 1234 5678', { by: 'full', value: '13812345678' }],
    ['+86-138-1234-5678', { by: 'full', value: '13812345678' }],
    ['５６７８', { by: 'last4', value: '5678' }],
    ['5678', { by: 'last4', value: '5678' }],
    ['138****5678', { by: 'masked', value: '138****5678' }],
    ['138 **** 5678', { by: 'masked', value: '138****5678' }],
    ['１３８＊＊＊＊５６７８', { by: 'masked', value: '138****5678' }],
    ['567', undefined],
    ['1381234', undefined],
    ['王桂兰', undefined],
    ['', undefined],
  ])('%j is %j', (text, query) => {
    expect(phoneQuery(text)).toEqual(query)
  })
})

describe('a typed number', () => {
  it.each([
    ['４８', 48],
    [' 48 ', 48],
    ['48', 48],
    ['4\u200b8', 48],
    [48, 48],
    ['', ''],
    ['四十八', Number.NaN],
  ])('%j is %s', (text, value) => {
    expect(numberIn(text)).toEqual(value)
  })

  it('is an age in any width', () => {
    expect(ageProblem(numberIn('４８') as number)).toBeUndefined()
  })
})

describe('a day', () => {
  it.each([
    ['1990-01-02', '1990-01-02'],
    ['1990/1/2', '1990-01-02'],
    ['1990.01.02', '1990-01-02'],
    ['1990年1月2日', '1990-01-02'],
    ['１９９０-０１-０２', '1990-01-02'],
    // A moment is the day in Beijing then.
    ['1990-01-01T16:00:00.000Z', '1990-01-02'],
    ['1990-01-01T15:59:59.999Z', '1990-01-01'],
    ['1990-01-01T16:00Z', '1990-01-02'],
    ['1990-01-02T00:00:00+08:00', '1990-01-02'],
    ['1990-01-01T20:00:00-05:00', '1990-01-02'],
    ['2024-12-31T23:00:00Z', '2025-01-01'],
    // Without a zone it is Beijing's time already.
    ['1990-01-01T16:00:00', '1990-01-01'],
    ['1990-01-01 23:59', '1990-01-01'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['1990-02-30', undefined],
    ['1990-13-01', undefined],
    ['1990-00-10', undefined],
    ['90-01-02', undefined],
    ['昨天', undefined],
    ['', undefined],
  ])('%j is %s', (text, day) => {
    expect(Day.safeParse(text).data).toBe(day)
    if (!/[０-９]/.test(text)) expect(dayIn(text)).toBe(day)
  })
})

describe('an id number beside what else is known', () => {
  const NOW = Date.parse('2026-11-26T03:00:00Z')
  const numberWith = (day: string, sex: string): string => {
    const head = `110101${day}00${sex}`
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = weights.reduce((total, weight, i) => total + weight * Number(head[i]), 0)
    return head + '10X98765432'[sum % 11]
  }
  const NO_DAY = '身份证号里的出生日期不存在，请再核对一次。'
  const OTHER_DAY = '身份证号里的出生日期和生日不一样，请核对。'
  const OTHER_SEX = '身份证号里的性别和填的不一样，请核对。'
  const CHECK = '身份证号的最后一位对不上，请再核对一次。'
  const woman = { gender: 'female', birthDate: '1978-11-27' }

  it.each([
    [numberWith('19781127', '2'), woman, []],
    [numberWith('19781127', '2'), {}, []],
    [numberWith('19900230', '2'), {}, [NO_DAY]],
    [numberWith('19901301', '2'), {}, [NO_DAY]],
    [numberWith('19900431', '2'), {}, [NO_DAY]],
    [numberWith('19900000', '2'), {}, [NO_DAY]],
    [numberWith('20270101', '2'), {}, [NO_DAY]],
    [numberWith('19900230', '1'), woman, [NO_DAY, OTHER_SEX]],
    [numberWith('19781128', '2'), woman, [OTHER_DAY]],
    [numberWith('19781127', '1'), woman, [OTHER_SEX]],
    [numberWith('19781128', '3'), woman, [OTHER_DAY, OTHER_SEX]],
    [numberWith('19781127', '1'), { gender: 'male', birthDate: null }, []],
    ['110105194912310021', {}, [CHECK]],
    ['11010519491231002X', { gender: 'female', birthDate: '1949-12-31' }, []],
    ['110105491231002', { gender: 'female', birthDate: '1949-12-31' }, []],
    ['110105491231001', { gender: 'female', birthDate: '1949-12-30' }, [OTHER_DAY, OTHER_SEX]],
    ['110105490230002', {}, [NO_DAY]],
    ['110101', woman, []],
    ['', woman, []],
  ])('%s with %j: %j', (number, facts, warnings) => {
    expect(idNumberWarnings(number, facts, NOW)).toEqual(warnings)
    // None quotes the number, which its reader may see masked only.
    expect(idNumberWarnings(number, facts, NOW).join('')).not.toMatch(/\d/)
  })
})

describe('the look of two names', () => {
  it.each([
    ['admin', 'аdmіn'],
    ['ADMIN', 'АDМIN'],
    ['admin', '𝐚𝐝𝐦𝐢𝐧'],
    ['admin', 'ａｄｍｉｎ'],
    ['admin', 'ádmín'],
    ['admin', 'adm1n'],
    ['admin', 'ⓐⓓⓜⓘⓝ'],
    ['host', 'ΗΟST'],
    ['host', 'h0st'],
    ['Linda', 'ⅼinda'],
    ['Linda', 'Іinda'],
    ['工作人员', '工作入员'],
    ['工作人员', '⼯作⼈员'],
    ['系统管理员', '系統管理員'],
    ['陈晓', '陈 晓'],
  ])('%j and %j is the same', (a, b) => {
    expect([lookOf(a), lookOf(b)]).toEqual([lookOf(b), lookOf(a)])
  })

  it.each([
    ['王桂兰', '王桂芳'],
    ['王', '玉'],
    ['Anna', 'Anne'],
    ['Анна', 'Инна'],
    ['김영', '김연'],
  ])('%j and %j is not', (a, b) => {
    expect(lookOf(a)).not.toBe(lookOf(b))
  })
})
