export { Campaigns, type CampaignParts } from './service.js';
export { campaignRoutes } from './routes.js';
