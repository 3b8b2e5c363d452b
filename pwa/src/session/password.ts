/** Live rules of a new password. No forced character classes: length and not being guessable count. */
export interface Rule {
  key: 'long' | 'notYours' | 'notCommon'
  met: boolean
}

export const LEAST_CHARACTERS = 10

// What many people would take first. The server holds the long list; these are told before sending.
const COMMON = ['1234567890', '0123456789', 'password12', 'qwertyuiop', 'woaini1314', 'aa12345678', 'baoliantong']

export function passwordRules(password: string, own: { name: string; phone: string }): Rule[] {
  const low = password.toLowerCase()
  const parts = [own.phone, own.phone.slice(-6), own.name].filter((part) => part.length >= 2)
  return [
    { key: 'long', met: [...password].length >= LEAST_CHARACTERS },
    { key: 'notYours', met: password !== '' && !parts.some((part) => low.includes(part.toLowerCase())) },
    { key: 'notCommon', met: password !== '' && !COMMON.some((one) => low.startsWith(one)) && !/^(.)\1+$/.test(low) },
  ]
}
