export * from './password.ts'
export * from './posts.ts'
export * from './roles.ts'
export * from './scope.ts'
