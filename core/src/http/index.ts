export { type HttpFailure, type HttpResult, type JsonRequest, requestJson } from './requestJson.ts';
export { currentSession, installSession, type PageSession } from './session.ts';
