#include "CTheme.h"

// Every file of themes/default, put into the program by the compiler (C23). A test compares this list with
// the folder: a file that is added there is added here, in both places, by hand.

static const unsigned char assets_favicon_svg[] = {
#embed "../../themes/default/assets/favicon.svg"
};
static const unsigned char components_alert_alert_css[] = {
#embed "../../themes/default/components/alert/alert.css"
};
static const unsigned char components_answer_tools_answer_tools_css[] = {
#embed "../../themes/default/components/answer-tools/answer-tools.css"
};
static const unsigned char components_answer_tools_answer_tools_js[] = {
#embed "../../themes/default/components/answer-tools/answer-tools.js"
};
static const unsigned char components_answers_answers_js[] = {
#embed "../../themes/default/components/answers/answers.js"
};
static const unsigned char components_article_article_css[] = {
#embed "../../themes/default/components/article/article.css"
};
static const unsigned char components_article_article_mustache[] = {
#embed "../../themes/default/components/article/article.mustache"
};
static const unsigned char components_breadcrumbs_breadcrumbs_css[] = {
#embed "../../themes/default/components/breadcrumbs/breadcrumbs.css"
};
static const unsigned char components_breadcrumbs_breadcrumbs_mustache[] = {
#embed "../../themes/default/components/breadcrumbs/breadcrumbs.mustache"
};
static const unsigned char components_checklist_checklist_css[] = {
#embed "../../themes/default/components/checklist/checklist.css"
};
static const unsigned char components_checklist_checklist_js[] = {
#embed "../../themes/default/components/checklist/checklist.js"
};
static const unsigned char components_code_code_css[] = {
#embed "../../themes/default/components/code/code.css"
};
static const unsigned char components_code_code_js[] = {
#embed "../../themes/default/components/code/code.js"
};
static const unsigned char components_composed_text_composed_text_js[] = {
#embed "../../themes/default/components/composed-text/composed-text.js"
};
static const unsigned char components_contents_entry_contents_entry_css[] = {
#embed "../../themes/default/components/contents-entry/contents-entry.css"
};
static const unsigned char components_contents_entry_contents_entry_mustache[] = {
#embed "../../themes/default/components/contents-entry/contents-entry.mustache"
};
static const unsigned char components_definition_list_definition_list_css[] = {
#embed "../../themes/default/components/definition-list/definition-list.css"
};
static const unsigned char components_details_details_css[] = {
#embed "../../themes/default/components/details/details.css"
};
static const unsigned char components_document_head_document_head_mustache[] = {
#embed "../../themes/default/components/document-head/document-head.mustache"
};
static const unsigned char components_field_field_css[] = {
#embed "../../themes/default/components/field/field.css"
};
static const unsigned char components_figure_figure_css[] = {
#embed "../../themes/default/components/figure/figure.css"
};
static const unsigned char components_footer_footer_css[] = {
#embed "../../themes/default/components/footer/footer.css"
};
static const unsigned char components_footer_footer_mustache[] = {
#embed "../../themes/default/components/footer/footer.mustache"
};
static const unsigned char components_footnotes_footnotes_css[] = {
#embed "../../themes/default/components/footnotes/footnotes.css"
};
static const unsigned char components_guard_guard_js[] = {
#embed "../../themes/default/components/guard/guard.js"
};
static const unsigned char components_hand_over_hand_over_js[] = {
#embed "../../themes/default/components/hand-over/hand-over.js"
};
static const unsigned char components_header_header_css[] = {
#embed "../../themes/default/components/header/header.css"
};
static const unsigned char components_header_header_mustache[] = {
#embed "../../themes/default/components/header/header.mustache"
};
static const unsigned char components_highlight_highlight_css[] = {
#embed "../../themes/default/components/highlight/highlight.css"
};
static const unsigned char components_keys_keys_css[] = {
#embed "../../themes/default/components/keys/keys.css"
};
static const unsigned char components_navigation_entry_navigation_entry_css[] = {
#embed "../../themes/default/components/navigation-entry/navigation-entry.css"
};
static const unsigned char components_navigation_entry_navigation_entry_mustache[] = {
#embed "../../themes/default/components/navigation-entry/navigation-entry.mustache"
};
static const unsigned char components_pagination_pagination_css[] = {
#embed "../../themes/default/components/pagination/pagination.css"
};
static const unsigned char components_pagination_pagination_mustache[] = {
#embed "../../themes/default/components/pagination/pagination.mustache"
};
static const unsigned char components_paper_form_paper_form_css[] = {
#embed "../../themes/default/components/paper-form/paper-form.css"
};
static const unsigned char components_request_request_css[] = {
#embed "../../themes/default/components/request/request.css"
};
static const unsigned char components_request_request_js[] = {
#embed "../../themes/default/components/request/request.js"
};
static const unsigned char components_review_review_css[] = {
#embed "../../themes/default/components/review/review.css"
};
static const unsigned char components_review_review_mustache[] = {
#embed "../../themes/default/components/review/review.mustache"
};
static const unsigned char components_sidebar_sidebar_css[] = {
#embed "../../themes/default/components/sidebar/sidebar.css"
};
static const unsigned char components_sidebar_sidebar_mustache[] = {
#embed "../../themes/default/components/sidebar/sidebar.mustache"
};
static const unsigned char components_skip_link_skip_link_css[] = {
#embed "../../themes/default/components/skip-link/skip-link.css"
};
static const unsigned char components_skip_link_skip_link_mustache[] = {
#embed "../../themes/default/components/skip-link/skip-link.mustache"
};
static const unsigned char components_steps_steps_css[] = {
#embed "../../themes/default/components/steps/steps.css"
};
static const unsigned char components_summary_answers_summary_answers_css[] = {
#embed "../../themes/default/components/summary-answers/summary-answers.css"
};
static const unsigned char components_summary_answers_summary_answers_js[] = {
#embed "../../themes/default/components/summary-answers/summary-answers.js"
};
static const unsigned char components_summary_summary_css[] = {
#embed "../../themes/default/components/summary/summary.css"
};
static const unsigned char components_table_table_css[] = {
#embed "../../themes/default/components/table/table.css"
};
static const unsigned char components_tabs_tabs_css[] = {
#embed "../../themes/default/components/tabs/tabs.css"
};
static const unsigned char components_tabs_tabs_js[] = {
#embed "../../themes/default/components/tabs/tabs.js"
};
static const unsigned char components_task_list_task_list_css[] = {
#embed "../../themes/default/components/task-list/task-list.css"
};
static const unsigned char components_whole_page_whole_page_css[] = {
#embed "../../themes/default/components/whole-page/whole-page.css"
};
static const unsigned char components_whole_page_whole_page_mustache[] = {
#embed "../../themes/default/components/whole-page/whole-page.mustache"
};
static const unsigned char layouts_not_found_mustache[] = {
#embed "../../themes/default/layouts/not-found.mustache"
};
static const unsigned char layouts_page_mustache[] = {
#embed "../../themes/default/layouts/page.mustache"
};
static const unsigned char layouts_redirect_mustache[] = {
#embed "../../themes/default/layouts/redirect.mustache"
};
static const unsigned char layouts_summary_mustache[] = {
#embed "../../themes/default/layouts/summary.mustache"
};
static const unsigned char layouts_whole_mustache[] = {
#embed "../../themes/default/layouts/whole.mustache"
};
static const unsigned char styles_base_css[] = {
#embed "../../themes/default/styles/base.css"
};
static const unsigned char styles_layers_css[] = {
#embed "../../themes/default/styles/layers.css"
};
static const unsigned char styles_tokens_css[] = {
#embed "../../themes/default/styles/tokens.css"
};

#define FILE(path, bytes) {path, bytes, sizeof bytes}

static const waymark_theme_file files[] = {
    FILE("assets/favicon.svg", assets_favicon_svg),
    FILE("components/alert/alert.css", components_alert_alert_css),
    FILE("components/answer-tools/answer-tools.css", components_answer_tools_answer_tools_css),
    FILE("components/answer-tools/answer-tools.js", components_answer_tools_answer_tools_js),
    FILE("components/answers/answers.js", components_answers_answers_js),
    FILE("components/article/article.css", components_article_article_css),
    FILE("components/article/article.mustache", components_article_article_mustache),
    FILE("components/breadcrumbs/breadcrumbs.css", components_breadcrumbs_breadcrumbs_css),
    FILE("components/breadcrumbs/breadcrumbs.mustache", components_breadcrumbs_breadcrumbs_mustache),
    FILE("components/checklist/checklist.css", components_checklist_checklist_css),
    FILE("components/checklist/checklist.js", components_checklist_checklist_js),
    FILE("components/code/code.css", components_code_code_css),
    FILE("components/code/code.js", components_code_code_js),
    FILE("components/composed-text/composed-text.js", components_composed_text_composed_text_js),
    FILE("components/contents-entry/contents-entry.css", components_contents_entry_contents_entry_css),
    FILE("components/contents-entry/contents-entry.mustache", components_contents_entry_contents_entry_mustache),
    FILE("components/definition-list/definition-list.css", components_definition_list_definition_list_css),
    FILE("components/details/details.css", components_details_details_css),
    FILE("components/document-head/document-head.mustache", components_document_head_document_head_mustache),
    FILE("components/field/field.css", components_field_field_css),
    FILE("components/figure/figure.css", components_figure_figure_css),
    FILE("components/footer/footer.css", components_footer_footer_css),
    FILE("components/footer/footer.mustache", components_footer_footer_mustache),
    FILE("components/footnotes/footnotes.css", components_footnotes_footnotes_css),
    FILE("components/guard/guard.js", components_guard_guard_js),
    FILE("components/hand-over/hand-over.js", components_hand_over_hand_over_js),
    FILE("components/header/header.css", components_header_header_css),
    FILE("components/header/header.mustache", components_header_header_mustache),
    FILE("components/highlight/highlight.css", components_highlight_highlight_css),
    FILE("components/keys/keys.css", components_keys_keys_css),
    FILE("components/navigation-entry/navigation-entry.css", components_navigation_entry_navigation_entry_css),
    FILE("components/navigation-entry/navigation-entry.mustache", components_navigation_entry_navigation_entry_mustache),
    FILE("components/pagination/pagination.css", components_pagination_pagination_css),
    FILE("components/pagination/pagination.mustache", components_pagination_pagination_mustache),
    FILE("components/paper-form/paper-form.css", components_paper_form_paper_form_css),
    FILE("components/request/request.css", components_request_request_css),
    FILE("components/request/request.js", components_request_request_js),
    FILE("components/review/review.css", components_review_review_css),
    FILE("components/review/review.mustache", components_review_review_mustache),
    FILE("components/sidebar/sidebar.css", components_sidebar_sidebar_css),
    FILE("components/sidebar/sidebar.mustache", components_sidebar_sidebar_mustache),
    FILE("components/skip-link/skip-link.css", components_skip_link_skip_link_css),
    FILE("components/skip-link/skip-link.mustache", components_skip_link_skip_link_mustache),
    FILE("components/steps/steps.css", components_steps_steps_css),
    FILE("components/summary-answers/summary-answers.css", components_summary_answers_summary_answers_css),
    FILE("components/summary-answers/summary-answers.js", components_summary_answers_summary_answers_js),
    FILE("components/summary/summary.css", components_summary_summary_css),
    FILE("components/table/table.css", components_table_table_css),
    FILE("components/tabs/tabs.css", components_tabs_tabs_css),
    FILE("components/tabs/tabs.js", components_tabs_tabs_js),
    FILE("components/task-list/task-list.css", components_task_list_task_list_css),
    FILE("components/whole-page/whole-page.css", components_whole_page_whole_page_css),
    FILE("components/whole-page/whole-page.mustache", components_whole_page_whole_page_mustache),
    FILE("layouts/not-found.mustache", layouts_not_found_mustache),
    FILE("layouts/page.mustache", layouts_page_mustache),
    FILE("layouts/redirect.mustache", layouts_redirect_mustache),
    FILE("layouts/summary.mustache", layouts_summary_mustache),
    FILE("layouts/whole.mustache", layouts_whole_mustache),
    FILE("styles/base.css", styles_base_css),
    FILE("styles/layers.css", styles_layers_css),
    FILE("styles/tokens.css", styles_tokens_css),
};

static const size_t count = sizeof files / sizeof files[0];

size_t waymark_theme_file_count(void) { return count; }

waymark_theme_file waymark_theme_file_at(size_t index) {
    return index < count ? files[index] : (waymark_theme_file){0};
}
